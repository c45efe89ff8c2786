package dev.tenantry.webhooks;

import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.plan.OrgId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that Twilio signed, and that we cannot read. It is kept for a person to look at.
 *
 * @param id its id
 * @param payload as it came
 */
record UnknownCallback(String id, String payload) implements TwilioCallback {

    /**
     * What came under a signature.
     *
     * @param signature Twilio's. The id follows from it and not from the body: one signature holds for every form whose
     *     names and values are the same text when they are strung together, and must not fill the inbox
     * @param index which of the things that came under it
     */
    static UnknownCallback of(String signature, int index, String payload) {
        var name = (signature + " " + index).getBytes(StandardCharsets.UTF_8);
        return new UnknownCallback("unrecognised-" + UUID.nameUUIDFromBytes(name), payload);
    }

    @Override
    public String type() {
        return "unrecognised";
    }

    @Override
    public Optional<Notice> notice(OrgId orgId) {
        return Optional.empty();
    }
}
