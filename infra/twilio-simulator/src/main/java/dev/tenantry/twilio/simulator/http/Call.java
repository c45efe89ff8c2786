package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.domain.Account;
import java.util.Map;

/**
 * A request that has found its route and passed its checks.
 *
 * @param request the request
 * @param variables the path's variables
 * @param caller whose credentials it carries
 * @param account the account it acts upon
 * @param inventoryEmpty whether, by a fault, there are no numbers for it
 */
record Call(Request request, Map<String, String> variables, Caller caller, Account account, boolean inventoryEmpty) {
    String variable(String name) {
        return variables.get(name);
    }

    Params query() {
        return request.query();
    }

    Params form() {
        return request.form();
    }
}
