package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditStore;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.FakeKms;
import dev.tenantry.core.settings.Settings.Limits;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Requests of callers who send too many, and about organisations that too many are about. */
class RateLimitsTest {
    private static final String STATE_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final Instant NOW = Instant.parse("2026-12-01T09:30:17Z");
    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private Supplier<Limits> limits = () -> Limits.NONE;
    private String job;

    @BeforeEach
    void startAJob() {
        job = body(trigger("acme", token("me", ALL))).get("id").textValue();
    }

    @Test
    void aCallerIsToldWhereItStandsAndRefusedBeyondItsQuota() {
        limit(2, 10);

        var first = cancel("me");
        cancel("me");
        var third = cancel("me");

        assertThat(first.getStatusCode()).isEqualTo(202);
        assertThat(first.getHeaders())
                .containsEntry("RateLimit-Policy", "\"caller\";q=2;w=60, \"organisation\";q=10;w=60")
                .containsEntry("RateLimit", "\"caller\";r=1;t=43, \"organisation\";r=9;t=43");
        assertThat(third.getStatusCode()).isEqualTo(429);
        assertThat(third.getHeaders())
                .containsEntry("Retry-After", "43")
                .containsEntry("RateLimit-Policy", "\"caller\";q=2;w=60")
                .containsEntry("RateLimit", "\"caller\";r=0;t=43")
                .containsEntry("Content-Type", "application/problem+json");
        assertThat(body(third).get("code").textValue()).isEqualTo("rate-limited");
        assertThat(body(third).get("retryable").booleanValue()).isTrue();
        assertThat(cancel("somebody else").getStatusCode()).isEqualTo(202);
    }

    @Test
    void anOrganisationIsCountedForAllCallersAndByItsJobsToo() {
        limit(10, 2);

        assertThat(cancel("me").getStatusCode()).isEqualTo(202);
        assertThat(trigger("acme", token("you", ALL)).getStatusCode()).isEqualTo(409);
        var third = cancel("a third");

        assertThat(third.getStatusCode()).isEqualTo(429);
        assertThat(body(third).get("detail").textValue()).contains("about this organisation");
        assertThat(trigger("owl", token("me", ALL)).getStatusCode()).isEqualTo(202);
    }

    @Test
    void nobodyUsesUpTheQuotaOfAnOrganisationOfOthers() {
        limit(10, 1);
        var foreigner = token(new Caller("me", ALL, Optional.of(Set.of(new OrgId("owl"))), soon()));

        assertThat(trigger("acme", foreigner).getStatusCode()).isEqualTo(404);
        assertThat(call(cancelHandler(), post(Map.of("jobId", job), null), foreigner)
                        .getStatusCode())
                .isEqualTo(404);

        assertThat(cancel("you").getStatusCode()).isEqualTo(202);
    }

    @Test
    void whoHasNotTheScopeIsNotCounted() {
        limit(1, 10);

        var refused = trigger("acme", token("me", Set.of(Scope.READ)));

        assertThat(refused.getStatusCode()).isEqualTo(403);
        assertThat(refused.getHeaders()).doesNotContainKeys("RateLimit", "RateLimit-Policy");
        assertThat(cancel("me").getStatusCode()).isEqualTo(202);
    }

    @Test
    void aRequestBeyondTheQuotaIsNotAudited() {
        limit(1, 10);
        cancel("me");
        var recorded = records();

        cancel("me");

        assertThat(records()).isEqualTo(recorded);
    }

    @Test
    void withoutLimitsNothingIsCounted() {
        assertThat(cancel("me").getHeaders()).doesNotContainKeys("RateLimit", "RateLimit-Policy");
        limits = () -> {
            throw SdkClientException.create("Systems Manager does not answer");
        };
        assertThat(cancel("me").getStatusCode()).isEqualTo(202);
    }

    private void limit(int perCaller, int perOrg) {
        var chosen = new Limits(
                Duration.ofDays(400), Optional.of(perCaller), Optional.of(perOrg), Optional.empty(), Optional.empty());
        limits = () -> chosen;
    }

    private APIGatewayV2HTTPResponse cancel(String name) {
        return call(cancelHandler(), post(Map.of("jobId", job), null), token(name, ALL));
    }

    private CancelHandler cancelHandler() {
        return new CancelHandler(new JobStore(local.table()), executions(), oversight(), clock());
    }

    private APIGatewayV2HTTPResponse trigger(String orgId, Authorizer authorizer) {
        var businesses = new BusinessProfileStore(local.table(), new FakeKms().cipher());
        var handler = new TriggerHandler(
                new JobStore(local.table()), businesses, executions(), () -> true, oversight(), clock());
        return call(handler, post(Map.of("orgId", orgId), null), authorizer);
    }

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();

    private Executions executions() {
        return new Executions(stepFunctions, STATE_MACHINE);
    }

    private Oversight oversight() {
        return new Oversight(local.table(), () -> limits.get(), clock());
    }

    private static InstantSource clock() {
        return InstantSource.fixed(NOW);
    }

    private APIGatewayV2HTTPResponse call(ApiHandler handler, APIGatewayV2HTTPEvent event, Authorizer authorizer) {
        event.getRequestContext().setAuthorizer(authorizer);
        return handler.handleRequest(event, requests.context());
    }

    private static Authorizer token(String name, Set<Scope> scopes) {
        return token(new Caller(name, scopes, Optional.empty(), soon()));
    }

    private static Authorizer token(Caller caller) {
        return Authorizer.builder().withLambda(AuthorizerContext.write(caller)).build();
    }

    private static Optional<Instant> soon() {
        return Optional.of(Instant.now().plusSeconds(600));
    }

    private int records() {
        return new AuditStore(local.table()).all(Optional.empty(), 50).items().size();
    }
}
