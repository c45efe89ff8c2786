package dev.tenantry.core.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.RegistrationJobs;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.readiness.ReportedStatus.State;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the ledger, several jobs and Twilio's events say together. */
class TenantRecordsTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final Instant BEGIN = Instant.parse("2026-12-01T10:00:00Z");
    private static final NumberGroup LOCAL = NumberGroup.of("US", NumberType.LOCAL, 1);
    private static final NumberGroup TOLL_FREE = NumberGroup.of("US", NumberType.TOLL_FREE, 1);
    private static final Plan PLAN = Plan.DEFAULT
            .withNumbers(LOCAL, TOLL_FREE)
            .withRegistrations(
                    RegistrationJobs.BOTH.business(),
                    Optional.of(RegistrationJobs.A2P),
                    RegistrationJobs.BOTH.tollFreeVerification());

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final List<Job> jobs = new ArrayList<>();
    private final Map<String, ReportedStatus> reports = new HashMap<>();
    private Instant now = BEGIN;
    private Ledger ledger;

    @BeforeEach
    void numbers() {
        ledger = new Ledger(local.table(), () -> now);
        record(ResourceKind.ACCOUNT.key(ACME), "AC1");
        record(ResourceKind.MESSAGING_SERVICE.key(ACME), "MG1");
        record(ResourceKey.number(ACME, LOCAL, 1), "PN1");
        record(ResourceKey.number(ACME, TOLL_FREE, 1), "PN2");
    }

    @Test
    void anApprovedSenderStaysReadyWhileANewJobRunsAndFailsOtherwise() {
        approved();

        trigger(PLAN);
        assertThat(word("PN1")).isEqualTo("ready");
        assertThat(word("PN2")).isEqualTo("ready");

        var failure = StepError.of(new NeedsHumanException(FailureDetails.of("It is busy.", "Wait.")));
        change(job -> job.startStep(StepName.REGISTER_CAMPAIGN, now));
        change(job -> job.failStep(StepName.REGISTER_CAMPAIGN, failure, now));
        assertThat(word("PN1")).isEqualTo("ready");

        change(job -> job.cancelStep(StepName.VERIFY_TOLL_FREE_NUMBERS, "Stopped", now));
        assertThat(word("PN2")).isEqualTo("ready");
    }

    @Test
    void anApprovedSenderStaysReadyWithAPlanThatRegistersNothing() {
        approved();

        trigger(PLAN.withoutRegistrations());

        assertThat(word("PN1")).isEqualTo("ready");
        assertThat(word("PN2")).isEqualTo("ready");
    }

    @Test
    void anotherCampaignDoesNotInheritWhatWasSaidOfTheOneBefore() {
        approved();
        ledger.forget(ResourceKind.CAMPAIGN.key(ACME), "QE1");
        later();
        record(ResourceKind.CAMPAIGN.key(ACME), "QE2");

        assertThat(word("PN1")).isEqualTo("not-yet 30034");

        report("MG1", State.APPROVED);
        assertThat(word("PN1")).isEqualTo("not-yet 30035");

        report("PN1", State.APPROVED);
        assertThat(word("PN1")).isEqualTo("ready");
    }

    @Test
    void whatTwilioRejectsAfterItsApprovalIsNotReady() {
        approved();

        report("HH1", State.REJECTED);
        report("PN1", State.GONE);

        assertThat(word("PN1")).isEqualTo("no 30034");
        assertThat(word("PN2")).isEqualTo("no 30032");
    }

    @Test
    void aCorrectionIsUnderReviewAfterItsRejection() {
        trigger(PLAN);
        record(ResourceKind.CAMPAIGN.key(ACME), "QE1");
        report("MG1", State.REJECTED);
        assertThat(word("PN1")).isEqualTo("no 30034");

        later();
        await(StepName.REGISTER_CAMPAIGN);
        assertThat(word("PN1")).isEqualTo("not-yet 30034");
    }

    @Test
    void aMockBrandSendsNothing() {
        trigger(PLAN.withRegistrations(
                PLAN.business(),
                Optional.of(new A2p(new A2p.Brand(true, true), RegistrationJobs.A2P.campaign())),
                Optional.empty()));

        assertThat(word("PN1")).isEqualTo("no 30034");
    }

    /** Twilio docs: errors 30033 and 30990; a campaign that is suspended has no event. */
    @Test
    void aSuspendedCampaignSendsNothingUntilAJobHasSeenItApproved() {
        approved();
        trigger(PLAN);
        var failure = StepError.of(new NeedsHumanException(new FailureDetails(
                "It is suspended.",
                "Ask.",
                OptionalInt.of(30990),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty())));
        change(job -> job.startStep(StepName.REGISTER_CAMPAIGN, now));
        change(job -> job.failStep(StepName.REGISTER_CAMPAIGN, failure, now));

        assertThat(word("PN1")).isEqualTo("no 30033");
        assertThat(word("PN2")).isEqualTo("ready");

        trigger(PLAN);
        assertThat(word("PN1")).isEqualTo("no 30033");

        complete(StepName.REGISTER_CAMPAIGN);
        assertThat(word("PN1")).isEqualTo("ready");
    }

    @Test
    void aSuspendedAccountSendsNothingUntilAJobHasSeenItActive() {
        approved();
        trigger(PLAN);
        var failure = StepError.of(new NeedsHumanException(FailureDetails.of("It is suspended.", "Make it active.")));
        change(job -> job.startStep(StepName.CREATE_SUBACCOUNT, now));
        change(job -> job.failStep(StepName.CREATE_SUBACCOUNT, failure, now));

        assertThat(word("PN1")).isEqualTo("no 20005");
        assertThat(word("PN2")).isEqualTo("no 20005");

        trigger(PLAN);
        assertThat(word("PN1")).isEqualTo("ready");
    }

    @Test
    void theNumbersOfTheCampaignAreThoseOfThePlanThatSendByIt() {
        approved();
        record(ResourceKey.number(ACME, LOCAL, 2), "PN3");
        report("PN3", State.APPROVED);

        var records = new TenantRecords(ledger.snapshot(ACME), jobs, reports);

        assertThat(records.campaignNumbers())
                .containsExactly(Map.entry("PN1", new CampaignMembership.Registered(now.minus(Duration.ofHours(1)))));
        assertThat(records.hasMockCampaign()).isFalse();
    }

    /** A tenant whose campaign, number and toll-free number are approved, by its first job and by events. */
    private void approved() {
        trigger(PLAN);
        record(ResourceKind.CAMPAIGN.key(ACME), "QE1");
        record(ResourceKey.tollFreeVerification(ResourceKey.number(ACME, TOLL_FREE, 1)), "HH1");
        complete(StepName.ATTACH_NUMBERS);
        await(StepName.REGISTER_CAMPAIGN);
        await(StepName.VERIFY_TOLL_FREE_NUMBERS);
        later();
        complete(StepName.REGISTER_CAMPAIGN);
        complete(StepName.VERIFY_TOLL_FREE_NUMBERS);
        report("PN1", State.PENDING);
        report("PN1", State.APPROVED);
    }

    private void later() {
        now = now.plus(Duration.ofHours(1));
    }

    private void record(ResourceKey key, String sid) {
        ledger.record(key, sid, Optional.empty(), Optional.empty());
    }

    private void report(String sid, State state) {
        later();
        reports.put(sid, new ReportedStatus(sid, state, now));
    }

    private void trigger(Plan plan) {
        later();
        var id = JobId.next();
        jobs.addFirst(Job.create(id, ACME, plan, new Execution(id.value(), "arn"), true, "somebody", now));
    }

    private void await(StepName step) {
        change(job -> job.startStep(step, now));
        change(job -> job.awaitStep(step, "It waits", List.of(), new AwaitedReview("somebody", "days", now), now));
    }

    private void complete(StepName step) {
        if (jobs.getFirst().step(step).attempt() == 0) {
            change(job -> job.startStep(step, now));
        }
        change(job -> job.completeStep(step, "It is done", List.of(), now));
    }

    private void change(Function<Job, Job.Change> change) {
        jobs.set(0, change.apply(jobs.getFirst()).job());
    }

    /** The verdict for a text message to the United States. */
    private String word(String sid) {
        var records = new TenantRecords(ledger.snapshot(ACME), jobs, reports);
        var sender = records.senders().stream()
                .filter(one -> one.sid().equals(sid))
                .findFirst()
                .orElseThrow();
        return switch (sender.verdict(Destination.US_SMS)) {
            case Verdict.Ready _ -> "ready";
            case Verdict.NotYet waiting -> "not-yet " + waiting.refusal().code();
            case Verdict.No no -> "no " + no.refusal().orElseThrow().code();
        };
    }
}
