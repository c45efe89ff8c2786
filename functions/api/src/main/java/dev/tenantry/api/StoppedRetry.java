package dev.tenantry.api;

import dev.tenantry.api.http.Problems;
import dev.tenantry.core.catalog.PriceLine;
import dev.tenantry.core.catalog.PriceLine.Price.ListPrice;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.core.errorcode.Resubmission;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A retry that would do nothing, because of all that it restarts Twilio takes no resubmission, or none without consent.
 *
 * @param job the job
 * @param plan the plan with which it was to be retried
 * @param steps the steps that have failed so; at least one
 */
record StoppedRetry(Job job, Plan plan, List<Step> steps) {

    /** The problem that says so, with the fee where one is to be agreed to. */
    Problem problem() {
        var detail = steps.stream().map(StoppedRetry::detail).collect(Collectors.joining(" "));
        var nextAction = steps.stream().map(this::nextAction).distinct().collect(Collectors.joining(" "));
        return steps.stream().anyMatch(step -> resubmission(step) == Resubmission.FINAL)
                ? Problems.notResubmittable(job, detail, nextAction)
                : Problems.consentRequired(job, detail, nextAction);
    }

    private static String detail(Step step) {
        var code = code(step);
        return "The step " + step.name().id() + " has failed with Twilio's code " + code.code() + ": " + code.meaning()
                + ".";
    }

    private String nextAction(Step step) {
        var code = code(step);
        return code.instruction() + " "
                + switch (resubmission(step)) {
                    case NEW_REGISTRATION -> another(step, code);
                    case UNKNOWN -> "Once it is known that Twilio takes a correction, retry with \"resubmit\": true.";
                    case ALLOWED, FINAL ->
                        "If Twilio's support has decided otherwise, or somebody has deleted it in the Twilio Console,"
                                + " retry with \"resubmit\": true.";
                };
    }

    private String another(Step step, ErrorCode code) {
        return code.registration().filter("brand"::equals).isPresent()
                ? "Nobody can delete a brand, so the job cannot replace it. Roll the job back with \"closeAccount\": true and"
                        + " trigger the organisation again, which pays for another brand; or, once Twilio's support has"
                        + " settled it, retry with \"resubmit\": true."
                : "Only another registration helps, " + price(step)
                        + ". To have it deleted and registered again, retry with \"acceptFees\": true.";
    }

    private String price(Step step) {
        var prices = step.name()
                .reviewedKind()
                .orElseThrow()
                .priceLines(plan, _ -> false)
                .map(PriceLine::price)
                .filter(ListPrice.class::isInstance)
                .map(ListPrice.class::cast)
                .map(price -> price.dollars().toPlainString() + " USD "
                        + switch (price.per()) {
                            case ONCE -> "once";
                            case MONTH -> "or more each month";
                        })
                .toList();
        return prices.isEmpty()
                ? "which costs nothing"
                : "which costs " + String.join(" and ", prices) + " by list price";
    }

    private static ErrorCode code(Step step) {
        return ErrorCodes.of(step.error().orElseThrow().upstream().orElseThrow().code());
    }

    private static Resubmission resubmission(Step step) {
        return step.resubmission().orElseThrow();
    }
}
