package dev.tenantry.webhooks;

import dev.tenantry.core.json.Json;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** What Twilio tells of the reviews of acme's account. */
final class Reviews {
    static final String BUNDLE = "BU" + "b".repeat(32);
    static final String BRAND = "BN" + "c".repeat(32);
    static final String NUMBER = "PN" + "d".repeat(32);
    static final String PREFIX = "com.twilio.messaging.compliance.";

    private Reviews() {}

    /** The form that tells that a bundle was rejected, at the address that its submission of this number was given. */
    static Callback rejectedBundle(URI address, int submission) {
        return Callback.form(address, "submission=" + submission, bundleFields(), TenantFixture.ACME_TOKEN);
    }

    /** The fields of that form. */
    static Map<String, String> bundleFields() {
        var fields = new TreeMap<String, String>();
        fields.put("AccountSid", TenantFixture.ACME_ACCOUNT);
        fields.put("BundleSid", BUNDLE);
        fields.put("Status", "twilio-rejected");
        fields.put("FailureReason", "The business information could not be verified.");
        return fields;
    }

    /** A CloudEvent about a brand. */
    static String brandEvent(String id, String name) {
        return event(
                id,
                "brand-registration." + name,
                Map.of("accountsid", TenantFixture.ACME_ACCOUNT, "brandsid", BRAND, "brandstatus", "registered"));
    }

    /** A CloudEvent about a number, with what Twilio's documents have in it besides. */
    static String numberEvent(String id, String name, Map<String, String> more) {
        var data = new TreeMap<>(more);
        data.put("accountsid", TenantFixture.ACME_ACCOUNT);
        data.put("phonenumbersid", NUMBER);
        data.put("phonenumber", "+14155550100");
        return event(id, name, data);
    }

    /** A CloudEvent of messaging compliance. */
    static String event(String id, String name, Map<String, String> data) {
        var event = Json.object()
                .put("specversion", "1.0")
                .put("type", PREFIX + name)
                .put("source", "/2010-04-01/Accounts/" + TenantFixture.ACME_ACCOUNT)
                .put("id", id)
                .put("datacontenttype", "application/json")
                .put("time", "2026-11-22T10:00:00.123Z");
        var members = event.putObject("data");
        data.forEach(members::put);
        return Json.write(event);
    }
}
