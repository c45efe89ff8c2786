package dev.tenantry.api.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.api.http.JsonBody;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.ValidationErrors;
import dev.tenantry.api.http.ValueReader;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Consent;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.job.SubaccountChoice;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How somebody wants a job retried: with another plan, with a decision about its subaccount, with consent to a fee or a
 * resubmission, with several of these, or as it is.
 *
 * @param plan the plan from now on; empty leaves it as it is
 * @param subaccount what is decided about a subaccount that the ledger does not know
 * @param consent what is agreed to about rejected registrations
 */
public record RetryRequest(Optional<PlanRequest> plan, Optional<SubaccountChoice> subaccount, Consent consent) {
    /** What is wanted by somebody who sends nothing. */
    public static final RetryRequest DEFAULT = new RetryRequest(Optional.empty(), Optional.empty(), Consent.NONE);

    private static final String SUBACCOUNT = "subaccount";
    private static final String ACCEPT_FEES = "acceptFees";
    private static final String RESUBMIT = "resubmit";
    private static final Set<String> OWN = Set.of(SUBACCOUNT, ACCEPT_FEES, RESUBMIT);
    private static final Pattern SID = Pattern.compile("AC[0-9a-fA-F]{32}");

    /**
     * Reads a body: a plan, which may have the members {@code subaccount}, {@code acceptFees} and {@code resubmit} too.
     * A body with nothing but those leaves the plan as it is.
     *
     * @param job the job that is to be retried
     * @throws ProblemException when it is not JSON, or not valid
     */
    public static RetryRequest read(String body, Job job) {
        var json = JsonBody.parse(body);
        var errors = new ValidationErrors();
        if (!(json instanceof ObjectNode object) || OWN.stream().noneMatch(object::has)) {
            return new RetryRequest(Optional.of(PlanReader.read(json, errors)), Optional.empty(), Consent.NONE);
        }
        var subaccount = Optional.ofNullable(object.remove(SUBACCOUNT)).flatMap(choice -> choice(choice, job, errors));
        var values = new ValueReader(errors);
        var consent = new Consent(
                values.flag(object.remove(ACCEPT_FEES), "/" + ACCEPT_FEES),
                values.flag(object.remove(RESUBMIT), "/" + RESUBMIT));
        var plan = object.isEmpty() ? Optional.<PlanRequest>empty() : Optional.of(PlanReader.read(object, errors));
        if (!errors.all().isEmpty()) {
            throw new ProblemException(Problems.invalidPlan(errors.all()));
        }
        return new RetryRequest(plan, subaccount, consent);
    }

    private static Optional<SubaccountChoice> choice(JsonNode json, Job job, ValidationErrors errors) {
        if (job.step(StepName.CREATE_SUBACCOUNT).status() == StepStatus.COMPLETE) {
            errors.add("/" + SUBACCOUNT, "The job has its subaccount already, so there is nothing to decide about it.");
        }
        return choice(json, errors);
    }

    private static Optional<SubaccountChoice> choice(JsonNode json, ValidationErrors errors) {
        if (!json.isObject()
                || json.size() != 1
                || !Set.of("adopt", "create").contains(json.fieldNames().next())) {
            errors.add("/" + SUBACCOUNT, "This must be {\"adopt\": \"AC…\"} or {\"create\": true}.");
            return Optional.empty();
        }
        if (json.has("create")) {
            if (!json.get("create").isBoolean() || !json.get("create").booleanValue()) {
                errors.add("/" + SUBACCOUNT + "/create", "This must be true.");
            }
            return Optional.of(new SubaccountChoice.Create());
        }
        var sid = Optional.ofNullable(json.get("adopt").textValue()).orElse("");
        if (!SID.matcher(sid).matches()) {
            errors.add(
                    "/" + SUBACCOUNT + "/adopt", "This must be the SID of a subaccount, AC and 32 hexadecimal digits.");
        }
        return Optional.of(new SubaccountChoice.Adopt(sid));
    }
}
