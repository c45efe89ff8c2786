package dev.tenantry.api;

import dev.tenantry.api.estimate.Estimator;
import dev.tenantry.api.estimate.ExistingResources;
import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.api.plan.PlanRequest;
import dev.tenantry.api.preflight.Preflight;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.problem.Problem;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.Table;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import dev.tenantry.twilio.account.Secret;
import dev.tenantry.twilio.account.TwilioCredentials;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v1/estimates?orgId}: what a plan would create and cost, by the prices that Twilio has for the operator.
 * For an organisation that is named, only what it lacks; and the findings of the pre-flight. Nothing is bought, and of
 * the organisation nothing is written.
 */
public final class EstimateHandler extends ApiHandler {
    /** API Gateway waits 30 seconds, and a plan can need the prices of several countries. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Ledger ledger;
    private final OperatorSecret secret;
    private final Twilio twilio;
    private final StackSettings settings;

    public EstimateHandler() {
        this(Environment.current());
    }

    private EstimateHandler(Environment environment) {
        this(environment, StackSettings.of(environment));
    }

    private EstimateHandler(Environment environment, StackSettings settings) {
        this(environment, Table.of(environment), settings);
    }

    private EstimateHandler(Environment environment, Table table, StackSettings settings) {
        this(
                new Ledger(table, InstantSource.system()),
                OperatorSecret.of(environment, settings),
                Twilio.of(environment, TwilioSettings.of(settings).withTimeouts(PATIENCE, PATIENCE)),
                settings,
                Oversight.of(table, settings));
    }

    EstimateHandler(Ledger ledger, OperatorSecret secret, Twilio twilio, StackSettings settings, Oversight oversight) {
        super(oversight);
        this.ledger = ledger;
        this.secret = secret;
        this.twilio = twilio;
        this.settings = settings;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Set<String> queryParameters() {
        return Set.of("orgId");
    }

    @Override
    protected Response answer(Request request) {
        var sent = request.body().map(PlanReader::readForPreflight).orElse(PlanRequest.DEFAULT);
        var plan = sent.plan();
        var existing = request.orgIdOfQuery()
                .map(orgId -> ExistingResources.of(orgId, ledger))
                .orElse(ExistingResources.NONE);
        var operator = unlessUnreachable(
                () -> twilio.operator(credentials(), _ -> Optional.of(credentials())),
                "The operator's credentials, or the settings of the stack, cannot be read.",
                "Try again in a moment.");
        try {
            var estimate = new Estimator(plan, existing, operator::numberPrices).estimate();
            var json = estimate.json(settings.get().simulated());
            var findings = json.putArray("findings");
            Preflight.of(plan, sent.business()).forEach(finding -> findings.add(finding.json()));
            return Response.of(200, json, Map.of());
        } catch (ProvisioningFailure failure) {
            throw new ProblemException(problem(failure));
        }
    }

    private TwilioCredentials credentials() {
        return secret.read((sid, token) -> new TwilioCredentials(sid, new Secret(token)))
                .orElseThrow(() -> new ProblemException(Problems.upstreamRefused(
                        "The operator's Twilio credentials cannot be read.", "Operator: " + secret.remedy() + ".")));
    }

    private static Problem problem(ProvisioningFailure failure) {
        return switch (failure) {
            case NotProcessedException _, UnknownOutcomeException _ ->
                Problems.unavailable(failure.summary(), "Try again in a moment.");
            default -> Problems.upstreamRefused(failure.summary(), failure.nextAction());
        };
    }
}
