package dev.tenantry.twilio.simulator.accounts;

import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Access;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.List;
import java.util.Map;

/** {@code Keys}: the secret is shown once, when the key is made (Twilio docs: Key resource). */
final class KeysResource {
    private static final String PATH = "/2010-04-01/Accounts/{AccountSid}/Keys";
    private static final int MAX_NAME = 64;

    private final TwilioState state;
    private final ResourceTable<ApiKey> keys;
    private final CrudResource<ApiKey> crud;

    KeysResource(TwilioState state, ResourceTable<ApiKey> keys) {
        this.state = state;
        this.keys = keys;
        var form = new Form<>(ApiKey.class, Parameter.text("FriendlyName").orElse(""));
        this.crud = new CrudResource<>(state, keys, ApiStyle.V2010, "SK", "keys", form)
                .shownAs((_, node) -> node.without(List.of("account_sid", "secret")));
    }

    void addTo(Routes.Host api) {
        api.add("POST", PATH + ".json", Operation.CREATE, Access.AUTH_TOKEN, this::create);
        crud.addTo(api, Access.AUTH_TOKEN, PATH, ".json");
    }

    private Answer create(Call call) {
        if (call.form().get("FriendlyName").orElse("").length() > MAX_NAME) {
            throw new TwilioException(
                    ErrorCode.KEY_INVALID_PARAMETER, "FriendlyName has more than " + MAX_NAME + " characters");
        }
        var key = crud.make(call, Map.of("secret", state.sids().mixedSecret("secret")));
        return Answer.created(crud.represent(keys.save(key)).put("secret", key.secret()));
    }
}
