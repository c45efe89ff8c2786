package dev.tenantry.twilio.simulator.tollfree;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.events.EventCallback;
import java.time.Instant;
import java.util.Locale;

/** The events of toll-free verifications (Twilio docs: event types). Their dates are milliseconds since 1970. */
final class TollfreeEvents {
    private TollfreeEvents() {}

    /**
     * An event of a verification.
     *
     * @param name such as request-approved
     */
    static Callback verification(String name, TollfreeVerification verification, String phoneNumber, Instant now) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("accountsid", verification.accountSid())
                .put("tollfreeverificationsid", verification.sid())
                .put("phonenumbersid", verification.tollfreePhoneNumberSid())
                .put("phonenumber", phoneNumber)
                .put("customerprofilesid", verification.customerProfileSid())
                .put("regulateditemsid", verification.regulatedItemSid())
                .put("trustproductsid", verification.trustProductSid())
                .put("processeddate", now.toEpochMilli())
                .put("verificationstatus", verification.status().name().toLowerCase(Locale.ROOT));
        var ruling = verification.ruling();
        if (ruling.errorCode() != null) {
            data.put("errorcode", ruling.errorCode())
                    .put("rejectionreason", ruling.rejectionReason())
                    .put("editallowed", ruling.editAllowed());
        }
        return EventCallback.compliance(verification.accountSid(), "toll-free-verification." + name, data);
    }
}
