package dev.tenantry.twilio.simulator.voice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.regex.Pattern;

/**
 * {@code SIP/CredentialLists} and the credentials in them (Twilio docs: SIP CredentialList and Credential resources).
 */
final class SipCredentialListsResource {
    private static final String LISTS = "/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists";
    private static final String CREDENTIALS = LISTS + "/{CredentialListSid}/Credentials";
    /** At least 12 characters, one of them a digit, and letters in both cases. */
    private static final Parameter PASSWORD = Parameter.text(
                    "Password", Pattern.compile("(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{12,}"))
            .whichIsRequired();

    private static final Form<SipCredentialList> LIST_FORM = new Form<>(
            SipCredentialList.class, Parameter.text("FriendlyName", 64).whichIsRequired());
    private static final Form<SipCredential> CREDENTIAL_FORM =
            new Form<>(SipCredential.class, Parameter.text("Username", 32).whichIsRequired(), PASSWORD);
    private static final Form<SipCredential> CREDENTIAL_UPDATE = new Form<>(SipCredential.class, PASSWORD);

    private final CrudResource<SipCredentialList> lists;
    private final CrudResource<SipCredential> credentials;

    SipCredentialListsResource(
            TwilioState state,
            ResourceTable<SipCredentialList> listTable,
            ResourceTable<SipCredential> credentialTable) {
        this.lists = new CrudResource<>(state, listTable, ApiStyle.V2010, "CL", "credential_lists", LIST_FORM)
                .shownAs((list, node) -> {
                    var uri = uri(list.accountSid(), list.sid());
                    node.put("uri", uri + ".json");
                    node.putObject("subresource_uris").put("credentials", uri + "/Credentials.json");
                    return node;
                });
        this.credentials = new CrudResource<>(
                        state, credentialTable, ApiStyle.V2010, "CR", "credentials", CREDENTIAL_FORM)
                .updatedBy(CREDENTIAL_UPDATE)
                .within("CredentialListSid", listTable)
                .shownAs((credential, node) -> node.<ObjectNode>without("password")
                        .put(
                                "uri",
                                uri(credential.accountSid(), credential.credentialListSid()) + "/Credentials/"
                                        + credential.sid() + ".json"));
    }

    void addTo(Routes.Host api) {
        lists.addTo(api, LISTS, ".json");
        credentials.addTo(api, CREDENTIALS, ".json");
    }

    private static String uri(String accountSid, String listSid) {
        return "/2010-04-01/Accounts/" + accountSid + "/SIP/CredentialLists/" + listSid;
    }
}
