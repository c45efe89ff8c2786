package dev.tenantry.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.EmergencyAddress;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore.Creation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class IdempotencyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final IdempotentRequest REQUEST = new IdempotentRequest("a key", "{\"a\":1}");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private JobStore store;

    @BeforeEach
    void store() {
        store = new JobStore(local.table());
    }

    @Test
    void givesBackTheJobAsItWasCreatedHoweverFarItHasComeSince() {
        var job = created(REQUEST);
        store.update(job.id(), seen -> Optional.of(seen.startStep(StepName.CREATE_SUBACCOUNT, NOW)));

        assertThat(create(REQUEST)).isEqualTo(new Creation.Repeated(job));
        end(job.id());
        assertThat(create(REQUEST)).isEqualTo(new Creation.Repeated(job));
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        var job = created(REQUEST);

        assertThat(create(new IdempotentRequest("a key", "{\"a\":2}"))).isEqualTo(new Creation.KeyReused(job.id()));
    }

    @Test
    void takesAnotherKeyForAnotherRequest() {
        var job = created(REQUEST);

        assertThat(create(new IdempotentRequest("another key", "{\"a\":1}"))).isEqualTo(new Creation.Refused(job));
    }

    @Test
    void knowsKeysByOrganisation() {
        created(REQUEST);
        var other = job(new OrgId("globex"), NOW);

        assertThat(store.create(other, Optional.of(REQUEST))).isEqualTo(new Creation.Created(other));
    }

    @Test
    void recordsNothingOfARefusedRequest() {
        var live = job(ACME, NOW);
        store.create(live);
        assertThat(create(REQUEST)).isEqualTo(new Creation.Refused(live));
        end(live.id());

        assertThat(create(REQUEST)).isInstanceOf(Creation.Created.class);
    }

    @Test
    void forgetsAKeyAfterADayEvenIfTheTableDoesNot() {
        var first = created(REQUEST);
        end(first.id());
        var before = job(ACME, NOW.plus(Duration.ofHours(24)).minusSeconds(1));
        var after = job(ACME, NOW.plus(Duration.ofHours(24)));

        assertThat(store.create(before, Optional.of(REQUEST))).isEqualTo(new Creation.Repeated(first));
        assertThat(store.create(after, Optional.of(REQUEST))).isEqualTo(new Creation.Created(after));
        assertThat(create(REQUEST)).isEqualTo(new Creation.Repeated(after));
    }

    @Test
    void keepsNeitherTheKeyNorPersonalDataAndLetsTheTableForgetTheRecord() {
        var address = new EmergencyAddress("Jo Doe", "1 Secret St", "Reno", "NV", "89501", "US");
        var plan = new Plan(
                Optional.empty(),
                Plan.DEFAULT.numbers(),
                Plan.DEFAULT.messaging(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(address),
                Optional.empty());
        var job = job(ACME, plan, NOW);
        store.create(job, Optional.of(new IdempotentRequest("key of the caller", "{\"body\":\"of the caller\"}")));

        var record = items().stream()
                .filter(item -> item.get("SK").s().startsWith("IDEMPOTENCY#"))
                .findFirst()
                .orElseThrow();

        assertThat(record.toString()).doesNotContain("of the caller", "Jo Doe", "Secret St");
        assertThat(record.get("expiresAt").n()).isEqualTo("1795428000");
        assertThat(create(new IdempotentRequest("key of the caller", "{\"body\":\"of the caller\"}")))
                .isInstanceOfSatisfying(
                        Creation.Repeated.class, repeated -> assertThat(Json.write(JobJson.write(repeated.original())))
                                .isEqualTo(Json.write(JobJson.write(job))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void makesOneJobOfOneKeyThatComesManyTimesAtOnce(int conflictsInPercent) throws Exception {
        var creations = race(conflictsInPercent, 200, _ -> REQUEST);

        var winner = store.latest(ACME).orElseThrow();
        assertThat(creations)
                .filteredOn(Creation.Created.class::isInstance)
                .containsExactly(new Creation.Created(winner));
        assertThat(creations)
                .filteredOn(creation -> !(creation instanceof Creation.Created))
                .hasSize(199)
                .containsOnly(new Creation.Repeated(winner));
        assertThat(items()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void letsOneOfTwoKeysWinThatComeAtOnce(int conflictsInPercent) throws Exception {
        var creations = race(conflictsInPercent, 40, i -> new IdempotentRequest("key " + i % 2, "{}"));

        var winner = store.latest(ACME).orElseThrow();
        assertThat(creations)
                .filteredOn(Creation.Created.class::isInstance)
                .containsExactly(new Creation.Created(winner));
        assertThat(creations).filteredOn(new Creation.Repeated(winner)::equals).hasSize(19);
        assertThat(creations).filteredOn(new Creation.Refused(winner)::equals).hasSize(20);
        assertThat(items()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void letsOneOfTwoBodiesWinThatComeAtOnceUnderOneKey(int conflictsInPercent) throws Exception {
        var creations = race(conflictsInPercent, 40, i -> new IdempotentRequest("a key", "{\"a\":" + i % 2 + "}"));

        var winner = store.latest(ACME).orElseThrow();
        assertThat(creations)
                .filteredOn(Creation.Created.class::isInstance)
                .containsExactly(new Creation.Created(winner));
        assertThat(creations).filteredOn(new Creation.Repeated(winner)::equals).hasSize(19);
        assertThat(creations)
                .filteredOn(new Creation.KeyReused(winner.id())::equals)
                .hasSize(20);
    }

    private List<Creation> race(int conflictsInPercent, int count, IntFunction<IdempotentRequest> request)
            throws Exception {
        var random = new Random(conflictsInPercent);
        var contended = new JobStore(
                local.table(new ConflictingTransactions(() -> random.nextInt(100) < conflictsInPercent)),
                new OptimisticRetry(1_000));
        var calls = IntStream.range(0, count)
                .<Callable<Creation>>mapToObj(
                        i -> () -> contended.create(job(ACME, NOW), Optional.of(request.apply(i))))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Creation>();
            for (Future<Creation> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private Job created(IdempotentRequest request) {
        var job = job(ACME, NOW);
        assertThat(store.create(job, Optional.of(request))).isEqualTo(new Creation.Created(job));
        return job;
    }

    private Creation create(IdempotentRequest request) {
        return store.create(job(ACME, NOW.plusSeconds(5)), Optional.of(request));
    }

    private void end(JobId id) {
        for (var step : store.find(id).orElseThrow().openSteps()) {
            store.update(id, job -> Optional.of(job.cancelStep(step.name(), "Stopped", NOW)));
        }
        store.update(id, job -> Optional.of(job.end(JobStatus.FAILED, NOW)));
    }

    private List<Map<String, AttributeValue>> items() {
        return local.table()
                .client()
                .scan(scan -> scan.tableName(local.table().name()))
                .items();
    }

    private static Job job(OrgId orgId, Instant createdAt) {
        return job(orgId, Plan.DEFAULT, createdAt);
    }

    private static Job job(OrgId orgId, Plan plan, Instant createdAt) {
        var id = JobId.next();
        return Job.create(id, orgId, plan, new Execution(id.value(), "arn"), true, "operator", createdAt);
    }
}
