package dev.tenantry.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore.Creation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

class JobListsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final OrgId ACME = new OrgId("acme");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private JobStore store;
    private JobLists lists;

    @BeforeEach
    void store() {
        store = new JobStore(local.table());
        lists = new JobLists(local.table());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void listsAnOrganisationsJobsNewestFirst(int limit) {
        var ids = new ArrayList<JobId>();
        for (var i = 0; i < 5; i++) {
            ids.addFirst(created(ACME));
            end(ids.getFirst(), JobStatus.FAILED);
        }
        created(new OrgId("globex"));

        var jobs = pages(limit, cursor -> lists.ofOrg(ACME, cursor, limit));

        assertThat(jobs).extracting(Job::id).containsExactlyElementsOf(ids);
        assertThat(jobs).allMatch(job -> job.equals(store.find(job.id()).orElseThrow()));
    }

    @Test
    void listsNothingOfAnOrganisationWithoutJobs() {
        assertThat(lists.ofOrg(ACME, Optional.empty(), 20)).isEqualTo(new Page<>(List.of(), Optional.empty()));
    }

    @Test
    void readsAnOrganisationsJobsConsistently() {
        created(ACME);
        var reads = new ArrayList<Boolean>();
        var watched = local.table(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                reads.add(isConsistent(context.request()));
            }
        });

        new JobLists(watched).ofOrg(ACME, Optional.empty(), 20);

        assertThat(reads).containsExactly(true, true);
    }

    @Test
    void listsAllJobsNewestFirstWhateverTheirStatus() {
        var random = new Random(7);
        var statuses = new HashMap<JobId, JobStatus>();
        for (var i = 0; i < 20; i++) {
            var id = created(new OrgId("org" + i));
            statuses.put(id, moved(id, random.nextInt(5)));
        }
        var newestFirst = statuses.keySet().stream()
                .sorted(Comparator.comparing(JobId::value).reversed())
                .toList();

        for (var limit : List.of(1, 7, 20, 100)) {
            assertThat(pages(limit, cursor -> lists.all(cursor, limit)))
                    .as("pages of %d", limit)
                    .extracting(Job::id)
                    .containsExactlyElementsOf(newestFirst);
        }
        for (var status : JobStatus.values()) {
            assertThat(pages(3, cursor -> lists.ofStatus(status, cursor, 3)))
                    .as("%s", status)
                    .extracting(Job::id)
                    .containsExactlyElementsOf(newestFirst.stream()
                            .filter(id -> statuses.get(id) == status)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"PENDING", "RUNNING"})
    void doesNotTakeAJobForOneOfTheStatusThatTheIndexStillGivesIt(JobStatus asked) {
        var id = created(ACME);
        var staying = created(new OrgId("globex"));
        if (asked == JobStatus.RUNNING) {
            start(id);
            start(staying);
        }
        var moving = local.table(new ExecutionInterceptor() {
            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof QueryRequest) {
                    end(id, JobStatus.FAILED);
                }
            }
        });

        assertThat(new JobLists(moving).ofStatus(asked, Optional.empty(), 20).items())
                .extracting(Job::id)
                .containsExactly(staying);
    }

    @Test
    void listsAJobOnceThatMovesWhileTheStatusesAreRead() {
        var id = created(ACME);
        var moved = new CountDownLatch(1);
        var moving = local.table(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (asksFor(context.request(), JobStatus.RUNNING)) {
                    assertThat(awaits(moved)).isTrue();
                }
            }

            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                if (asksFor(context.request(), JobStatus.PENDING)) {
                    start(id);
                    moved.countDown();
                }
            }
        });

        assertThat(new JobLists(moving).all(Optional.empty(), 20).items())
                .containsExactly(store.find(id).orElseThrow());
    }

    private static boolean asksFor(SdkRequest request, JobStatus status) {
        return request instanceof QueryRequest query
                && status.name()
                        .equals(query.expressionAttributeValues().get(":status").s());
    }

    /** Each query begins only when as many have been asked as there are statuses: one after another, none would. */
    @Test
    void readsTheStatusesSideBySide() {
        var id = created(ACME);
        var asked = new CountDownLatch(JobStatus.values().length);
        var watched = local.table(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof QueryRequest) {
                    asked.countDown();
                    assertThat(awaits(asked)).isTrue();
                }
            }
        });

        assertThat(new JobLists(watched).all(Optional.empty(), 20).items())
                .extracting(Job::id)
                .containsExactly(id);
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void asksAgainForJobsThatTheTableLeftUnread() {
        var ids = new ArrayList<JobId>();
        for (var i = 0; i < 4; i++) {
            ids.addFirst(created(new OrgId("org" + i)));
        }
        var calls = new AtomicInteger();
        var lazy = local.table(new Lazy(calls, 1));

        assertThat(new JobLists(lazy).all(Optional.empty(), 20).items())
                .extracting(Job::id)
                .containsExactlyElementsOf(ids);
        assertThat(calls).hasValue(4);
    }

    @Test
    void givesUpOnATableThatReadsNothing() {
        created(ACME);
        var calls = new AtomicInteger();
        var stuck = new JobLists(local.table(new Lazy(calls, 0)));

        assertThatThrownBy(() -> stuck.all(Optional.empty(), 20)).isInstanceOf(ContentionException.class);
        assertThat(calls).hasValueLessThan(50);
    }

    private JobId created(OrgId orgId) {
        var id = JobId.next();
        var execution = new Execution(id.value(), "arn:aws:states:us-east-1:111122223333:execution:p:" + id);
        var job = Job.create(id, orgId, Plan.DEFAULT, execution, true, "operator", NOW);
        assertThat(store.create(job)).isEqualTo(new Creation.Created(job));
        return id;
    }

    private JobStatus moved(JobId id, int how) {
        switch (how) {
            case 0 -> {}
            case 1 -> start(id);
            case 2 -> end(id, JobStatus.FAILED);
            case 3 -> end(id, JobStatus.COMPLETE);
            default -> end(id, JobStatus.CANCELLED);
        }
        return store.find(id).orElseThrow().status();
    }

    private void start(JobId id) {
        store.update(id, job -> Optional.of(job.startStep(StepName.CREATE_SUBACCOUNT, NOW)));
    }

    private void end(JobId id, JobStatus status) {
        start(id);
        for (var step : store.find(id).orElseThrow().openSteps()) {
            store.update(id, job -> Optional.of(job.cancelStep(step.name(), "Stopped", NOW)));
        }
        store.update(id, job -> Optional.of(job.end(status, NOW)));
    }

    private static List<Job> pages(int limit, Function<Optional<JobId>, Page<Job>> read) {
        var jobs = new ArrayList<Job>();
        var cursor = Optional.<JobId>empty();
        do {
            var page = read.apply(cursor);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            jobs.addAll(page.items());
            cursor = page.next().map(JobId::new);
        } while (cursor.isPresent());
        return jobs;
    }

    private static boolean isConsistent(SdkRequest request) {
        return switch (request) {
            case QueryRequest query -> query.consistentRead();
            case BatchGetItemRequest batch ->
                batch.requestItems().values().stream().allMatch(KeysAndAttributes::consistentRead);
            default -> throw new AssertionError("Unexpected " + request);
        };
    }

    /**
     * Reads only so many keys of a batch and gives the others back unread, as DynamoDB may when it is busy (the API
     * reference of BatchGetItem, "UnprocessedKeys").
     */
    private record Lazy(AtomicInteger calls, int readable) implements ExecutionInterceptor {

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (!(context.response() instanceof BatchGetItemResponse answer)) {
                return context.response();
            }
            calls.incrementAndGet();
            var table = answer.responses().keySet().iterator().next();
            var items = answer.responses().get(table);
            var unread = items.stream()
                    .skip(readable)
                    .map(item -> Map.of("PK", item.get("PK"), "SK", item.get("SK")))
                    .toList();
            return answer.toBuilder()
                    .responses(Map.of(table, items.subList(0, Math.min(readable, items.size()))))
                    .unprocessedKeys(
                            unread.isEmpty()
                                    ? Map.of()
                                    : Map.of(
                                            table,
                                            KeysAndAttributes.builder()
                                                    .keys(unread)
                                                    .consistentRead(true)
                                                    .build()))
                    .build();
        }
    }
}
