package dev.tenantry.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.json.EventJson;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore.Creation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

class JobStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final StepName STEP = StepName.CREATE_SUBACCOUNT;

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private JobStore store;

    @BeforeEach
    void store() {
        store = new JobStore(local.table());
    }

    @Test
    void findsTheJobThatWasCreated() {
        var job = job(ACME);

        assertThat(store.create(job)).isEqualTo(new Creation.Created(job));

        assertThat(store.find(job.id())).contains(job);
        assertThat(store.latest(ACME)).contains(job);
        assertThat(versions(store.events(job.id(), 0, 10))).containsExactly(1L);
    }

    @Test
    void findsAJobForItsOrganisationAmongManyAndForNoOther() {
        var job = created(ACME);
        var others = IntStream.range(0, 250)
                .mapToObj(number -> new OrgId("other-" + number))
                .collect(Collectors.toSet());
        var withAcme = new HashSet<>(others);
        withAcme.add(ACME);

        assertThat(store.find(job.id(), Optional.empty())).contains(job);
        assertThat(store.find(job.id(), Optional.of(Set.of(ACME)))).contains(job);
        assertThat(store.find(job.id(), Optional.of(withAcme))).contains(job);
        assertThat(store.find(job.id(), Optional.of(others))).isEmpty();
        assertThat(store.find(job.id(), Optional.of(Set.of()))).isEmpty();
        assertThat(store.find(JobId.next(), Optional.of(withAcme))).isEmpty();
    }

    @Test
    void findsNothingThatWasNotCreated() {
        assertThat(store.find(JobId.next())).isEmpty();
        assertThat(store.latest(ACME)).isEmpty();
        assertThat(store.events(JobId.next(), 0, 10)).isEmpty();
        assertThatThrownBy(() -> store.update(JobId.next(), _ -> Optional.empty()))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void refusesAJobOfAnOrganisationThatHasALiveOne() {
        var live = created(ACME);

        assertThat(store.create(job(ACME))).isEqualTo(new Creation.Refused(live));

        assertThat(store.latest(ACME)).contains(live);
        assertThat(store.create(job(new OrgId("globex")))).isInstanceOf(Creation.Created.class);
    }

    @Test
    void createsOneOfManyJobsThatRaceForAnOrganisation() throws Exception {
        var creations = together(IntStream.range(0, 16)
                .<Callable<Creation>>mapToObj(_ -> () -> store.create(job(ACME)))
                .toList());

        var winner = store.latest(ACME).orElseThrow();
        assertThat(creations)
                .filteredOn(Creation.Created.class::isInstance)
                .containsExactly(new Creation.Created(winner));
        assertThat(creations)
                .filteredOn(Creation.Refused.class::isInstance)
                .hasSize(15)
                .containsOnly(new Creation.Refused(winner));
        assertThat(items()).hasSize(4);
    }

    @Test
    void freesTheOrganisationWhenTheJobEnds() {
        var first = created(ACME);
        end(first.id());

        var second = job(ACME);

        assertThat(store.create(second)).isEqualTo(new Creation.Created(second));
        assertThat(store.latest(ACME)).contains(second);
    }

    @Test
    void leavesTheNewerLiveJobAloneWhenAnOlderOneEndsOnceMore() {
        var first = created(ACME);
        end(first.id());
        var ended = store.find(first.id()).orElseThrow().version();
        var second = created(ACME);

        var again = store.update(first.id(), job -> Optional.of(job.end(JobStatus.FAILED, NOW)));

        assertThat(again.version()).isEqualTo(ended + 1);
        assertThat(store.create(job(ACME))).isEqualTo(new Creation.Refused(second));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 50})
    void losesNoChangeOfManyLanes(int conflictsInPercent) throws Exception {
        var random = new Random(conflictsInPercent);
        var contended = new JobStore(
                local.table(new ConflictingTransactions(() -> random.nextInt(100) < conflictsInPercent)),
                new OptimisticRetry(1_000));
        var id = created(ACME).id();
        store.update(id, job -> Optional.of(job.startStep(STEP, NOW)));

        together(IntStream.range(0, 6)
                .<Callable<Void>>mapToObj(lane -> () -> {
                    for (var i = 0; i < 8; i++) {
                        var resource = new Resource("phone-number", "PN" + lane + "-" + i);
                        contended.update(id, job -> Optional.of(add(job, resource)));
                    }
                    return null;
                })
                .toList());

        var job = store.find(id).orElseThrow();
        assertThat(job.version()).isEqualTo(50);
        assertThat(job.step(STEP).resources())
                .extracting(Resource::sid)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 48)
                        .mapToObj(i -> "PN" + i / 8 + "-" + i % 8)
                        .toList());
        assertThat(versions(store.events(id, 0, 100)))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void changesAJobThatWasReadBeforeWithoutReadingItAgain() {
        var job = created(ACME);
        var calls = new ArrayList<String>();

        var changed = counting(calls).update(job, seen -> Optional.of(seen.startStep(STEP, NOW)));

        assertThat(store.find(job.id())).contains(changed);
        assertThat(calls).containsExactly("TransactWriteItems");
    }

    @Test
    void changesAJobThatOthersHaveChangedSinceAsItIsStored() {
        var outdated = created(ACME);
        store.update(outdated.id(), job -> Optional.of(job.startStep(STEP, NOW)));
        var calls = new ArrayList<String>();

        var changed =
                counting(calls).update(outdated, seen -> Optional.of(seen.startStep(StepName.SET_SPEND_ALARM, NOW)));

        assertThat(changed.version()).isEqualTo(outdated.version() + 2);
        assertThat(changed.step(STEP).status()).isEqualTo(StepStatus.RUNNING);
        assertThat(store.find(outdated.id())).contains(changed);
        assertThat(calls).containsExactly("TransactWriteItems", "TransactWriteItems");
    }

    /** What was unnecessary, or not allowed, when the job was read may be both by now. */
    @Test
    void decidesNothingFromAJobThatWasReadBefore() {
        var outdated = created(ACME);
        var current = store.update(outdated.id(), job -> Optional.of(job.startStep(STEP, NOW)));

        var unnecessary = store.update(
                outdated,
                job -> job.step(STEP).status() == StepStatus.PENDING
                        ? Optional.empty()
                        : Optional.of(job.reportStep(STEP, "Working", List.of(), NOW)));
        assertThat(unnecessary.version()).isEqualTo(current.version() + 1);
        var illegal = store.update(outdated, job -> Optional.of(job.reportStep(STEP, "Working", List.of(), NOW)));
        assertThat(illegal.version()).isEqualTo(current.version() + 2);
    }

    @Test
    void changesAJobTogetherWithAnotherItem() {
        var job = created(ACME);

        var changed = store.update(job, seen -> Optional.of(seen.startStep(STEP, NOW)), this::companion);

        assertThat(changed.accompanied()).isTrue();
        assertThat(changed.job().step(STEP).status()).isEqualTo(StepStatus.RUNNING);
        assertThat(companions()).hasSize(1);
    }

    @Test
    void changesTheJobAloneWhenTheOtherItemDoesNotAllowIt() {
        var job = created(ACME);
        var begun = store.update(job, seen -> Optional.of(seen.startStep(STEP, NOW)), this::companion);

        var changed = store.update(
                begun.job(), seen -> Optional.of(seen.reportStep(STEP, "Working", List.of(), NOW)), this::companion);

        assertThat(changed.accompanied()).isFalse();
        assertThat(changed.job().version()).isEqualTo(begun.job().version() + 1);
        assertThat(store.find(job.id())).contains(changed.job());
    }

    @Test
    void writesTheOtherItemOnlyWithAChange() {
        var job = created(ACME);

        var unchanged = store.update(job, _ -> Optional.empty(), this::companion);

        assertThat(unchanged).isEqualTo(new JobStore.Changed(job, false));
        assertThat(companions()).isEmpty();
    }

    @Test
    void endsAJobWithoutAskingWhichOneIsLive() {
        var job = created(ACME);
        for (var step : job.openSteps()) {
            store.update(job.id(), seen -> Optional.of(seen.cancelStep(step.name(), "Stopped", NOW)));
        }
        var calls = new ArrayList<String>();

        counting(calls).update(job.id(), seen -> Optional.of(seen.end(JobStatus.FAILED, NOW)));

        assertThat(calls).containsExactly("GetItem", "TransactWriteItems");
        assertThat(store.create(job(ACME))).isInstanceOf(Creation.Created.class);
    }

    @Test
    void leavesAJobAloneThatNeedsNoChange() {
        var job = created(ACME);

        assertThat(store.update(job.id(), _ -> Optional.empty())).isEqualTo(job);

        assertThat(store.find(job.id())).contains(job);
        assertThat(store.events(job.id(), 0, 10)).hasSize(1);
    }

    @Test
    void writesNothingOfAChangeThatIsIllegal() {
        var job = created(ACME);

        assertThatThrownBy(() -> store.update(job.id(), seen -> Optional.of(seen.end(JobStatus.COMPLETE, NOW))))
                .isInstanceOf(IllegalTransitionException.class);

        assertThat(store.find(job.id())).contains(job);
    }

    @Test
    void doesNotTakeAThrottledTransactionForALostRace() {
        var job = created(ACME);
        var throttled = new JobStore(local.table(new ConflictingTransactions(() -> {
            throw ConflictingTransactions.cancelled("ThrottlingError", "None");
        })));

        assertThatThrownBy(() -> throttled.update(job.id(), seen -> Optional.of(seen.startStep(STEP, NOW))))
                .isInstanceOf(TransactionCanceledException.class);
    }

    @Test
    void readsEventsPageByPage() {
        var id = created(ACME).id();
        store.update(id, job -> Optional.of(job.startStep(STEP, NOW)));
        for (var i = 0; i < 10; i++) {
            store.update(id, job -> Optional.of(job.reportStep(STEP, "Working", List.of(), NOW)));
        }

        assertThat(versions(store.events(id, 0, 5))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(versions(store.events(id, 5, 5))).containsExactly(6L, 7L, 8L, 9L, 10L);
        assertThat(versions(store.events(id, 10, 5))).containsExactly(11L, 12L);
        assertThat(store.events(id, 12, 5)).isEmpty();
        assertThat(store.events(id, Long.MAX_VALUE, 5)).isEmpty();
    }

    @Test
    void keepsTheLastEventInTheHead() {
        var id = created(ACME).id();
        store.update(id, job -> Optional.of(job.startStep(STEP, NOW)));

        var head = local.table()
                .client()
                .getItem(get -> get.tableName(local.table().name()).key(Table.key("JOB#" + id, "HEAD")));

        assertThat(EventJson.read(Attributes.json(head.item().get("lastEvent").m())))
                .isEqualTo(EventJson.read(store.events(id, 1, 1).getFirst()));
    }

    /** The same store, whose calls are counted. */
    private JobStore counting(List<String> calls) {
        return new JobStore(local.table(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                calls.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
            }
        }));
    }

    private Update companion() {
        return Update.builder()
                .tableName(local.table().name())
                .key(Table.key("ORG#acme", "COMPANION"))
                .conditionExpression("attribute_not_exists(PK)")
                .updateExpression("SET present = :true")
                .expressionAttributeValues(Map.of(":true", AttributeValue.fromBool(true)))
                .build();
    }

    private List<Map<String, AttributeValue>> companions() {
        return items().stream()
                .filter(item -> item.get("SK").s().equals("COMPANION"))
                .toList();
    }

    private Job created(OrgId orgId) {
        var job = job(orgId);
        store.create(job);
        return job;
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

    private static Change add(Job job, Resource resource) {
        var resources = new ArrayList<>(job.step(STEP).resources());
        resources.add(resource);
        return job.reportStep(STEP, "Working", resources, NOW);
    }

    private static Job job(OrgId orgId) {
        var id = JobId.next();
        var execution = new Execution(id.value(), "arn:aws:states:us-east-1:111122223333:execution:p:" + id);
        return Job.create(id, orgId, Plan.DEFAULT, execution, true, "operator", NOW);
    }

    private static List<Long> versions(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.required("version").longValue())
                .toList();
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
