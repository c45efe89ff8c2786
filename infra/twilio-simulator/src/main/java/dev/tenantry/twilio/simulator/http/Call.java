package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.domain.Account;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import java.util.Map;

/**
 * A request that has found its route and passed its checks.
 *
 * @param request the request
 * @param variables the path's variables
 * @param caller whose credentials it carries
 * @param account the account it acts upon
 * @param distortion how a fault bends what it sees
 */
public record Call(
        ApiRequest request, Map<String, String> variables, Caller caller, Account account, Distortion distortion) {
    /** Whether a fault hides all numbers that are for sale. */
    public boolean findsInventoryEmpty() {
        return distortion instanceof Distortion.EmptyInventory;
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
