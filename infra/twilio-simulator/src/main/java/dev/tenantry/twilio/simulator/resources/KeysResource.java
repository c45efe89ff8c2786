package dev.tenantry.twilio.simulator.resources;

import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.ApiKey;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import dev.tenantry.twilio.simulator.http.Access;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Crud;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import java.util.List;
import java.util.Map;

/** {@code Keys}: the secret is shown once, when the key is made (Twilio docs: Key resource). */
final class KeysResource {
    private static final String PATH = "/2010-04-01/Accounts/{AccountSid}/Keys";
    private static final int MAX_NAME = 64;

    private final TwilioCloud cloud;
    private final Crud<ApiKey> crud;

    KeysResource(TwilioCloud cloud) {
        this.cloud = cloud;
        var form = new Form<>(ApiKey.class, Parameter.text("FriendlyName").orElse(""));
        this.crud = new Crud<>(cloud, cloud.apiKeys(), ApiStyle.V2010, "SK", "keys", form)
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
        var key = crud.make(call, Map.of("secret", cloud.sids().secret("secret")));
        return Answer.created(crud.represent(cloud.apiKeys().save(key)).put("secret", key.secret()));
    }
}
