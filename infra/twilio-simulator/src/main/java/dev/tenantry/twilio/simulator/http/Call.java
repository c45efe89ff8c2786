package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.errors.TwilioException;
import java.util.Map;

/**
 * A request that has found its route and passed its checks.
 *
 * @param request the request
 * @param variables the path's variables
 * @param caller whose credentials it carries
 * @param accountSid the account it acts upon
 * @param fault what a fault does to its answer
 */
public record Call(
        ApiRequest request, Map<String, String> variables, Caller caller, String accountSid, ResponseFault fault) {
    /** Whether a fault hides all numbers that are for sale. */
    public boolean findsInventoryEmpty() {
        return fault instanceof ResponseFault.EmptyInventory;
    }

    /** A variable of the path. */
    public String variable(String name) {
        return variables.get(name);
    }

    /** The query's parameters. */
    public Params query() {
        return request.query();
    }

    /** The form's parameters. */
    public Params form() {
        return request.form();
    }

    /** What answers when the path's resource is not there: 20404. */
    public TwilioException notFound() {
        return Routes.notFound(request.path());
    }
}
