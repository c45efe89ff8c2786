package dev.tenantry.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.metrics.MetricLines;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.live.BroadcastResult.ConnectionDelivery;
import dev.tenantry.live.BroadcastResult.UnreadableChange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeMetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final OrgId ORG = new OrgId("acme");
    private static final StepName STEP = StepName.CREATE_SUBACCOUNT;
    private static final BroadcastResult NOBODY = new BroadcastResult(List.of(), Optional.empty());

    private final List<Change> changes = new ArrayList<>();
    private Job job = Job.create(
            new JobId("job_01M838JNWSJ3HCXAKZ6HFPWYRS"),
            ORG,
            Plan.DEFAULT,
            new Execution("job_01M838JNWSJ3HCXAKZ6HFPWYRS", "arn:aws:states:us-east-1:1:execution:p:x"),
            true,
            "somebody",
            NOW);

    @Test
    void countsJobsThatHaveEndedByTheirStatus() {
        job.openSteps()
                .forEach(step ->
                        job = job.cancelStep(step.name(), "Stopped", NOW).job());
        change(job.end(JobStatus.CANCELLED, NOW));

        assertThat(lines(NOBODY)).containsExactly("\"Outcome\":\"CANCELLED\",\"JobsEnded\":1}");
    }

    @Test
    void measuresStepsFromTheirStartToTheirEnd() {
        change(job.startStep(STEP, NOW));
        change(job.completeStep(STEP, "Done", List.of(), NOW.plusMillis(1500)));

        assertThat(lines(NOBODY)).containsExactly("\"Step\":\"create-subaccount\",\"StepDuration\":1500}");
    }

    /** The step keeps the error when it reports something else, which is no further refusal. */
    @Test
    void countsARefusalOfTwiliosOnce() {
        var refused = new StepError(
                "not-processed",
                "Twilio refused.",
                "Nothing",
                true,
                Optional.of(new StepError.Upstream("twilio", 20429, "")));
        change(job.startStep(STEP, NOW));
        change(job.reportFailure(STEP, refused, NOW));
        change(job.reportStep(STEP, "Still at work", List.of(), NOW));

        assertThat(lines(NOBODY)).containsExactly("\"TwilioThrottles\":1}");
    }

    @Test
    void countsNoOtherErrorAsARefusalForLoad() {
        var refused = new StepError(
                "not-processed",
                "Twilio refused.",
                "Nothing",
                true,
                Optional.of(new StepError.Upstream("twilio", 20500, "")));
        change(job.startStep(STEP, NOW));
        change(job.reportFailure(STEP, refused, NOW));

        assertThat(lines(NOBODY)).isEmpty();
    }

    @Test
    void countsSpendAlarmsAndNoOtherNotices() {
        notice(Notice.Kind.SPEND_ALARM);
        notice(Notice.Kind.CREDENTIALS_READ);

        assertThat(lines(NOBODY)).containsExactly("\"SpendAlarms\":1}");
    }

    @Test
    void countsClientsThatDidNotTakeAFrameButNotThoseThatAreGone() {
        var deliveries = List.of(
                new ConnectionDelivery("a", 2, new Delivery.Delivered(), Optional.empty()),
                new ConnectionDelivery("b", 1, new Delivery.Skipped("answered 429"), Optional.empty()),
                new ConnectionDelivery("c", 0, new Delivery.Gone(), Optional.empty()));

        assertThat(lines(new BroadcastResult(deliveries, Optional.empty())))
                .containsExactly("\"PushedFrames\":3}", "\"PushFailures\":1}");
    }

    /** Lambda brings these changes again. */
    @Test
    void leavesWhatIsBroadcastOnceMore() {
        notice(Notice.Kind.SPEND_ALARM);
        notice(Notice.Kind.SPEND_ALARM);
        var unread = new BroadcastResult(List.of(), Optional.of(new UnreadableChange(changes.get(1), "X")));

        assertThat(lines(unread)).containsExactly("\"SpendAlarms\":1}");
    }

    /** What follows the metadata of each line. */
    private List<String> lines(BroadcastResult broadcast) {
        var lines = new MetricLines.Source("Tenantry/test", InstantSource.fixed(NOW)).begin();
        ChangeMetrics.add(changes, broadcast, lines);
        return lines.lines().stream()
                .map(line -> new String(line, UTF_8).split("]}]},", 2)[1])
                .toList();
    }

    private void change(Job.Change change) {
        job = change.job();
        add(new Change.OfJob(change.event()));
    }

    private void notice(Notice.Kind kind) {
        add(new Change.OfNotice(
                new Notice(NoticeId.next(NOW), ORG, NOW, kind, Notice.Severity.INFO, "Something", "twilio")));
    }

    private void add(Change.Subject subject) {
        var number = Integer.toString(changes.size());
        changes.add(new Change(number, "change " + number, List.of(), ServerFrame.pong(), subject));
    }
}
