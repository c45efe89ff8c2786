package dev.tenantry.twilio.simulator.trunking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code /v1/Trunks} of trunking (Twilio docs: Trunk resource). */
final class TrunksResource {
    private static final Map<String, String> LINKS = Map.of(
            "origination_urls", "OriginationUrls",
            "credential_lists", "CredentialLists",
            "ip_access_control_lists", "IpAccessControlLists",
            "phone_numbers", "PhoneNumbers");
    private static final Form<Trunk> FORM = new Form<>(
            Trunk.class,
            Parameter.text("FriendlyName", 64),
            Parameter.text("DomainName", Pattern.compile("[A-Za-z0-9-]+\\.pstn\\.twilio\\.com")),
            Parameter.text("DisasterRecoveryUrl"),
            Parameter.method("DisasterRecoveryMethod").orElse("POST"),
            Parameter.oneOf("TransferMode", "disable-all", "enable-all", "sip-only")
                    .orElse("disable-all"),
            Parameter.oneOf("TransferCallerId", "from-transferee", "from-transferor")
                    .orElse("from-transferee"),
            Parameter.flag("Secure").orElse("false"),
            Parameter.flag("CnamLookupEnabled").orElse("false"));

    private final CrudResource<Trunk> crud;

    TrunksResource(TwilioState state, ResourceTable<Trunk> trunks) {
        this.crud = new CrudResource<>(state, trunks, ApiStyle.V1, "TK", "trunks", FORM).shownAs(TrunksResource::show);
    }

    void addTo(Routes.Host trunking) {
        crud.addTo(trunking, "/v1/Trunks", "");
    }

    private static ObjectNode show(Trunk trunk, ObjectNode node) {
        var url = url(trunk.sid());
        ObjectNode shown = node.without(List.of("credential_list_sids"));
        boolean credentials = !trunk.credentialListSids().isEmpty();
        shown.put("url", url)
                .put("symmetric_rtp_enabled", false)
                .put("auth_type", credentials ? "CREDENTIAL_LIST" : "");
        var authTypes = shown.putArray("auth_type_set");
        if (credentials) {
            authTypes.add("CREDENTIAL_LIST");
        }
        shown.putObject("recording").put("mode", "do-not-record").put("trim", "do-not-trim");
        var links = shown.putObject("links");
        LINKS.forEach((name, path) -> links.put(name, url + "/" + path));
        return shown;
    }

    static String url(String sid) {
        return "https://trunking.twilio.com/v1/Trunks/" + sid;
    }
}
