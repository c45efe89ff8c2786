package dev.tenantry.twilio.simulator.accounts;

import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Routes;

/** {@code Balance}: always the same, since nothing costs anything here (Twilio docs: Balance resource). */
final class BalanceResource {
    private static final String BALANCE = "100.00";

    void addTo(Routes.Host api) {
        api.get("/2010-04-01/Accounts/{AccountSid}/Balance.json", BalanceResource::fetch);
    }

    private static Answer fetch(Call call) {
        return Answer.ok(Json.V2010
                .object()
                .put("account_sid", call.accountSid())
                .put("balance", BALANCE)
                .put("currency", "USD"));
    }
}
