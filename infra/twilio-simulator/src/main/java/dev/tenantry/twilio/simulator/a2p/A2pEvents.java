package dev.tenantry.twilio.simulator.a2p;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.events.EventCallback;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.reviews.ReviewOutcome;
import java.time.Instant;
import java.util.List;

/**
 * The events of brands, campaigns and their numbers, with the data that Twilio's examples have (Twilio docs: Set Up A2P
 * 10DLC Event Streams). Their dates are milliseconds since 1970.
 */
final class A2pEvents {
    private A2pEvents() {}

    /**
     * Something of a brand.
     *
     * @param name such as brand-verified
     * @param status registered or registration_failed
     * @param identity verified or unverified; null: not told
     * @param errors why; empty: not told
     */
    static Callback brand(
            String name, BrandRegistration brand, String status, String identity, List<RegistrationError> errors) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("accountsid", brand.accountSid())
                .put("brandsid", brand.sid())
                .put("brandstatus", status)
                .put("createddate", brand.dateCreated().toEpochMilli())
                .put("updateddate", brand.dateUpdated().toEpochMilli());
        if (brand.tcrId() != null) {
            data.put("externalbrandid", brand.tcrId());
        }
        if (identity != null) {
            data.put("identitystatus", identity);
        }
        if (!errors.isEmpty()) {
            var list = data.putArray("brandregistrationerrors");
            errors.forEach(error -> {
                var fields = list.addObject()
                        .put("registrationerrorcode", error.errorCode())
                        .put("registrationerrordescription", error.description())
                        .put("registrationerrorurl", error.url())
                        .putArray("registrationerrorfields");
                error.fields().forEach(fields::add);
            });
        }
        return event(brand.accountSid(), "brand-registration." + name, data);
    }

    /**
     * Something of a campaign, which it calls by a SID that the resource does not show.
     *
     * @param name such as campaign-approved
     * @param status pending, success or failure
     */
    static Callback campaign(String name, Campaign campaign, String status, Instant now) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("a2pusecase", campaign.usAppToPersonUsecase())
                .put("accountsid", campaign.accountSid())
                .put("brandsid", campaign.brandRegistrationSid())
                .put("campaignregistrationstatus", status)
                .put("campaignsid", campaign.eventSid())
                .put("messagingservicesid", campaign.messagingServiceSid())
                .put("createddate", campaign.dateCreated().toEpochMilli())
                .put("updateddate", campaign.dateUpdated().toEpochMilli())
                .put("timestamp", now.toEpochMilli());
        if (campaign.campaignId() != null) {
            data.put("externalcampaignid", campaign.campaignId());
        }
        return event(campaign.accountSid(), "campaign-registration." + name, data);
    }

    /**
     * A number's registration for a campaign, or its end.
     *
     * @param name such as number-registration.successful
     * @param status such as registered
     */
    static Callback number(
            String name,
            IncomingPhoneNumber number,
            Campaign campaign,
            String status,
            ReviewOutcome outcome,
            Instant now) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("accountsid", number.accountSid())
                .put("timestamp", now.toEpochMilli())
                .put("externalstatus", status)
                .put("phonenumbersid", number.sid())
                .put("phonenumber", number.phoneNumber())
                .put("messagingservicesid", campaign.messagingServiceSid())
                .put("updateddate", now.toEpochMilli());
        if (!status.equals("unregistered")) {
            data.put("campaignsid", campaign.eventSid());
        }
        if (outcome instanceof ReviewOutcome.Reject rejection) {
            // So written in Twilio's examples, beside names that are all in lower case.
            data.put("failureReason", rejection.url());
        }
        return event(number.accountSid(), name, data);
    }

    private static Callback event(String accountSid, String name, ObjectNode data) {
        return EventCallback.compliance(accountSid, name, data);
    }
}
