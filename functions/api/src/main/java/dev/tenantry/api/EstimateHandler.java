package dev.tenantry.api;

import dev.tenantry.core.Environment;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.core.storage.Table;
import dev.tenantry.twilio.Repeats;
import dev.tenantry.twilio.Secret;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioCredentials;
import dev.tenantry.twilio.TwilioSettings;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * {@code POST /v1/estimates?orgId}: what a plan would create and cost, by the prices that Twilio has for the operator.
 * For an organisation that is named, only what it lacks. Nothing is bought, and nothing is written.
 */
public final class EstimateHandler extends ApiHandler {
    /** API Gateway waits 30 seconds, and a plan can need the prices of several countries. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Ledger ledger;
    private final OperatorSecret secret;
    private final Twilio twilio;
    private final boolean simulated;

    /** Made by Lambda. */
    public EstimateHandler() {
        this(Environment.current());
    }

    private EstimateHandler(Environment environment) {
        this(
                new Ledger(Table.of(environment), InstantSource.system()),
                OperatorSecret.of(environment),
                new Twilio(new TwilioSettings(
                        PATIENCE, PATIENCE, environment.find("TWILIO_BASE_URL").map(URI::create), Repeats.standard())),
                Boolean.parseBoolean(environment.require("SIMULATED")));
    }

    EstimateHandler(Ledger ledger, OperatorSecret secret, Twilio twilio, boolean simulated) {
        this.ledger = ledger;
        this.secret = secret;
        this.twilio = twilio;
        this.simulated = simulated;
    }

    @Override
    Response answer(Request request) {
        var plan =
                request.body().map(PlanReader::read).orElse(PlanRequest.DEFAULT).plan();
        var belongings = request.orgIdOfQuery()
                .map(orgId -> Belongings.of(orgId, ledger))
                .orElse(Belongings.NONE);
        var operator = twilio.operator(credentials());
        try {
            var estimate = new Estimator(plan, belongings, operator::numberPrices).estimate();
            return Response.of(200, estimate.json(simulated), Map.of());
        } catch (ProvisioningFailure failure) {
            throw new ProblemException(problem(failure));
        }
    }

    private TwilioCredentials credentials() {
        return secret.read((sid, token) -> new TwilioCredentials(sid, new Secret(token)))
                .orElseThrow(() -> new ProblemException(Problem.upstreamRefused(
                        "The operator's Twilio credentials cannot be read.", "Operator: " + secret.remedy() + ".")));
    }

    private static Problem problem(ProvisioningFailure failure) {
        return switch (failure) {
            case NotProcessedException _, UnknownOutcomeException _ ->
                Problem.unavailable(failure.summary(), "Try again in a moment.");
            default -> Problem.upstreamRefused(failure.summary(), failure.nextAction());
        };
    }
}
