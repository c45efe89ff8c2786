package dev.tenantry.api.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.api.http.JsonBody;
import dev.tenantry.api.http.ValidationErrors;
import dev.tenantry.api.http.ValueReader;

/**
 * A plan that is to be looked at before anybody wants a job of it.
 *
 * @param plan the plan
 * @param checkPages whether the pages that it names are to be fetched and read, too
 */
public record PreflightRequest(PlanRequest plan, boolean checkPages) {
    /** The plan of a request without a body. */
    public static final PreflightRequest DEFAULT = new PreflightRequest(PlanRequest.DEFAULT, false);

    private static final String CHECK_PAGES = "checkPages";

    /** The request of a body. */
    public static PreflightRequest read(String body) {
        var json = JsonBody.parse(body);
        var errors = new ValidationErrors();
        if (!(json instanceof ObjectNode plan) || !plan.has(CHECK_PAGES)) {
            return new PreflightRequest(PlanReader.readForPreflight(json, errors), false);
        }
        var checkPages = new ValueReader(errors).flag(plan.remove(CHECK_PAGES), "/" + CHECK_PAGES);
        return new PreflightRequest(PlanReader.readForPreflight(plan, errors), checkPages);
    }
}
