package dev.tenantry.webhooks;

import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.webhook.InboxItem;
import dev.tenantry.twilio.callback.ReviewNotification;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The status of a customer profile or trust product has changed (Twilio docs, "Trust Hub: StatusCallback"). It is a
 * reason to look at the bundle.
 *
 * @param id its id
 * @param payload what Twilio sent
 */
record BundleReviewed(String id, String payload) implements TwilioCallback {

    /**
     * What a form tells, if it is of a bundle.
     *
     * @param signature Twilio's. Such a form has no id of its own, so its id follows from the signature, which is over
     *     the bundle, its status and the address with its query: the same each time that Twilio sends it, and another
     *     one for the next submission of the bundle, whose address has another query. From the fields it cannot follow,
     *     since the borders between them and the query can be moved under one signature
     */
    static Optional<BundleReviewed> of(Form form, String signature) {
        return ReviewNotification.Bundle.of(form.fields())
                .map(_ -> new BundleReviewed(
                        "bundle-" + UUID.nameUUIDFromBytes(signature.getBytes(StandardCharsets.UTF_8)), form.text()));
    }

    @Override
    public String type() {
        return InboxItem.REVIEW;
    }

    /** None: the job whose step waits for the bundle tells how its review went. */
    @Override
    public Optional<Notice> notice(OrgId orgId) {
        return Optional.empty();
    }
}
