package dev.tenantry.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

class OrganisationsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.123Z");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private JobStore store;

    @BeforeEach
    void store() {
        store = new JobStore(local.table());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void listsEachOrganisationOnceAtItsNewestJob(int limit) {
        var random = new Random(11);
        var newestFirst = new LinkedHashSet<String>();
        for (var i = 0; i < 25; i++) {
            var org = "org" + random.nextInt(8);
            end(trigger(org));
            newestFirst.remove(org);
            newestFirst.addFirst(org);
        }

        assertThat(listed(limit)).containsExactlyElementsOf(newestFirst);
    }

    @Test
    void listsOnlyWhatIsWanted() {
        end(trigger("acme"));
        trigger("globex");
        trigger("acme");

        var page = new Organisations(local.table())
                .newestJobs(job -> job.orgId().value().startsWith("g"), Optional.empty(), 20);

        assertThat(page.items()).extracting(job -> job.orgId().value()).containsExactly("globex");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void looksThroughABoundedNumberOfJobsAndContinuesAtTheCursor() {
        trigger("oldest");
        for (var i = 0; i < 200; i++) {
            trigger("other-" + i);
        }
        var calls = new AtomicInteger();
        var organisations = new Organisations(local.table(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                calls.incrementAndGet();
            }
        }));

        var page = organisations.newestJobs(job -> job.orgId().value().equals("oldest"), Optional.empty(), 20);
        var callsOfOnePage = calls.get();
        var rest = organisations.newestJobs(
                job -> job.orgId().value().equals("oldest"), page.next().map(JobId::new), 20);

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isPresent();
        // Twice ten queries, one for each status, a batch of jobs, and no organisation's item where no job is wanted.
        assertThat(callsOfOnePage).isLessThanOrEqualTo(24);
        assertThat(rest.items()).extracting(job -> job.orgId().value()).containsExactly("oldest");
        assertThat(rest.next()).isEmpty();
    }

    private List<String> listed(int limit) {
        var organisations = new Organisations(local.table());
        var all = new ArrayList<String>();
        Optional<JobId> cursor = Optional.empty();
        do {
            var page = organisations.newestJobs(_ -> true, cursor, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(job -> all.add(job.orgId().value()));
            cursor = page.next().map(JobId::new);
        } while (cursor.isPresent());
        return all;
    }

    private JobId trigger(String org) {
        var id = JobId.next();
        var job = Job.create(id, new OrgId(org), Plan.DEFAULT, new Execution(id.value(), "arn"), true, "somebody", NOW);
        assertThat(store.create(job)).isEqualTo(new Creation.Created(job));
        return id;
    }

    /** Lets the organisation have another job. */
    private void end(JobId id) {
        store.update(id, job -> Optional.of(job.startStep(StepName.CREATE_SUBACCOUNT, NOW)));
        for (var step : store.find(id).orElseThrow().openSteps()) {
            store.update(id, job -> Optional.of(job.cancelStep(step.name(), "Stopped", NOW)));
        }
        store.update(id, job -> Optional.of(job.end(JobStatus.FAILED, NOW)));
    }
}
