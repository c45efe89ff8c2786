package dev.tenantry.core.readiness;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.ReviewAuthority;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.LedgerSnapshot;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.Registration.Ahead;
import dev.tenantry.core.readiness.Registration.Approved;
import dev.tenantry.core.readiness.Registration.Failed;
import dev.tenantry.core.readiness.Registration.InReview;
import dev.tenantry.core.readiness.Registration.Missing;
import dev.tenantry.core.readiness.Registration.Mock;
import dev.tenantry.core.readiness.Registration.Suspended;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is recorded of a tenant, as far as it says which of its senders may send where.
 *
 * @param ledger what the tenant has at Twilio
 * @param jobs the organisation's last jobs, the newest first; at least one
 * @param reports what Twilio's events have reported, by SID
 */
public record TenantRecords(LedgerSnapshot ledger, List<Job> jobs, Map<String, ReportedStatus> reports) {
    private static final Duration SKEW = Duration.ofMinutes(1);
    /** Codes with which Twilio refuses everything that an account asks for. */
    private static final Set<Integer> ACCOUNT_STOPPED = Set.of(10001, 20005, 20403, 21476, 21478);

    private static final int ACCOUNT_NOT_ACTIVE = 20005;
    private static final List<StepName> BEFORE_CAMPAIGN =
            List.of(StepName.REGISTER_CUSTOMER_PROFILE, StepName.REGISTER_TRUST_PRODUCT, StepName.REGISTER_BRAND);

    /** Keeps copies. */
    public TenantRecords {
        jobs = List.copyOf(jobs);
        reports = Map.copyOf(reports);
    }

    /** The tenant's numbers in the order of their keys, then its name, if it has one. */
    public List<Sender> senders() {
        var stop = stop();
        var brand = brand();
        var campaign = campaign();
        return Stream.concat(
                        entries(ResourceKind.PHONE_NUMBER).flatMap(entry -> entry.key().numberGroup().stream()
                                .map(group -> number(entry, group, new Tenant(stop, brand, campaign)))),
                        entries(ResourceKind.ALPHA_SENDER).map(entry -> name(entry, stop)))
                .toList();
    }

    /** Whether the tenant's campaign is one for tests, for which the carriers register no number. */
    public boolean hasMockCampaign() {
        return campaign() instanceof Mock;
    }

    /**
     * How far each number with which the newest job's plan sends by the campaign is registered for it, by what people
     * know the number by: in E.164, or its SID.
     */
    public Map<String, CampaignMembership> campaignNumbers() {
        var campaign = campaign();
        var planned = ResourceKind.PHONE_NUMBER.keys(orgId(), newest().plan());
        var memberships = new LinkedHashMap<String, CampaignMembership>();
        entries(ResourceKind.PHONE_NUMBER)
                .filter(entry -> planned.contains(entry.key()))
                .filter(entry -> entry.key()
                        .numberGroup()
                        .filter(NumberGroup::sendsByCampaign)
                        .isPresent())
                .forEach(entry -> {
                    var sid = entry.sid().orElseThrow();
                    memberships.put(entry.detail().orElse(sid), membership(entry.key(), sid, campaign));
                });
        return memberships;
    }

    /** The tenant's registrations: those that it has at Twilio, and those that the newest job asks for. */
    public List<TenantRegistration> registrations() {
        return Stream.of(ResourceKind.values())
                .filter(kind -> kind.reviewedBy().isPresent())
                .flatMap(kind -> Stream.concat(
                                kind.keys(orgId(), newest().plan()).stream(),
                                entries(kind).map(LedgerEntry::key))
                        .distinct())
                .map(key -> new TenantRegistration(key, ledger.sid(key), progress(key)))
                .toList();
    }

    private Registration progress(ResourceKey key) {
        return switch (key.kind()) {
            case CAMPAIGN -> campaign();
            case TOLL_FREE_VERIFICATION -> verificationOf(key);
            default ->
                jobs.stream()
                        .map(job -> job.step(key.kind().step()))
                        .filter(step -> step.status() != StepStatus.SKIPPED)
                        .findFirst()
                        .map(RegistrationHistory::current)
                        .orElseGet(Missing::new);
        };
    }

    private record Tenant(Optional<ErrorCode> stop, Registration brand, Registration campaign) {}

    private Stream<LedgerEntry> entries(ResourceKind kind) {
        return ledger.entries().stream()
                .filter(entry -> entry.key().kind() == kind && entry.sid().isPresent());
    }

    private Sender number(LedgerEntry entry, NumberGroup group, Tenant tenant) {
        var sid = entry.sid().orElseThrow();
        var kind = SenderKind.of(group);
        return new Sender(
                entry.detail().orElse(sid),
                sid,
                Optional.of(group),
                new SenderFacts(
                        kind,
                        tenant.stop(),
                        kind != SenderKind.FOREIGN_NUMBER || newest().plan().takesCalls(),
                        tenant.brand(),
                        tenant.campaign(),
                        membership(entry.key(), sid, tenant.campaign()),
                        kind == SenderKind.TOLL_FREE ? verification(entry.key()) : new Missing()));
    }

    private Sender name(LedgerEntry entry, Optional<ErrorCode> stop) {
        var sid = entry.sid().orElseThrow();
        var name = entry.detail().or(() -> jobs.stream()
                .flatMap(job -> job.plan().messaging().alphaSender().stream())
                .findFirst());
        return new Sender(
                name.orElse(sid),
                sid,
                Optional.empty(),
                new SenderFacts(
                        SenderKind.ALPHANUMERIC,
                        stop,
                        false,
                        new Missing(),
                        new Missing(),
                        new CampaignMembership.Outside(),
                        new Missing()));
    }

    /** By the last attempt at the account's steps: nobody looks at the account in between. */
    private Optional<ErrorCode> stop() {
        return newest().steps().stream()
                .filter(step -> step.status() == StepStatus.FAILED)
                .flatMap(step -> step.error().stream().flatMap(error -> stop(step, error).stream()))
                .findFirst()
                .map(ErrorCodes::of);
    }

    private Optional<Integer> stop(Step step, StepError error) {
        if (error.upstream().isPresent()) {
            return error.upstream().map(StepError.Upstream::code).filter(ACCOUNT_STOPPED::contains);
        }
        return step.name() == StepName.CREATE_SUBACCOUNT
                        && error.code().equals("needs-human")
                        && ledger.sid(ResourceKind.ACCOUNT.key(orgId())).isPresent()
                ? Optional.of(ACCOUNT_NOT_ACTIVE)
                : Optional.empty();
    }

    /** The first of its parts that is not approved; with the profile that it needs. */
    private Registration brand() {
        if (newest().plan().a2p().filter(a2p -> a2p.brand().mock()).isPresent()) {
            return new Mock();
        }
        var parts = BEFORE_CAMPAIGN.stream()
                .map(name -> RegistrationHistory.current(newest().step(name)))
                .toList();
        return Stream.<Class<? extends Registration>>of(
                        Suspended.class, Failed.class, Missing.class, InReview.class, Ahead.class, Approved.class)
                .flatMap(type -> parts.stream().filter(type::isInstance))
                .findFirst()
                .orElseGet(Missing::new);
    }

    private Registration campaign() {
        var key = ResourceKind.CAMPAIGN.key(orgId());
        if (ledger.sid(key).isEmpty()) {
            return RegistrationHistory.beforeSubmission(newest().step(StepName.REGISTER_CAMPAIGN));
        }
        if (hasMockBrand()) {
            return new Mock();
        }
        var history = new RegistrationHistory(ledger.recordedAt(key), ReviewAuthority.CARRIERS);
        jobs.forEach(job -> history.add(job.step(StepName.REGISTER_CAMPAIGN), true));
        ledger.sid(ResourceKind.MESSAGING_SERVICE.key(orgId()))
                .flatMap(this::report)
                .ifPresent(history::add);
        return history.outcome();
    }

    /** By the ledger, and by the plan of the last job that had a brand approved. */
    private boolean hasMockBrand() {
        return entries(ResourceKind.BRAND).anyMatch(entry -> entry.detail().equals(Optional.of(A2p.Brand.MOCK)))
                || jobs.stream()
                        .filter(job -> job.step(StepName.REGISTER_BRAND).status() == StepStatus.COMPLETE)
                        .flatMap(job -> job.plan().a2p().stream())
                        .findFirst()
                        .filter(a2p -> a2p.brand().mock())
                        .isPresent();
    }

    private CampaignMembership membership(ResourceKey number, String sid, Registration campaign) {
        var registeredAt = ledger.recordedAt(ResourceKind.CAMPAIGN.key(orgId()));
        return report(sid)
                .filter(report -> registeredAt
                        .filter(recorded -> report.at().isBefore(recorded.minus(SKEW)))
                        .isEmpty())
                .map(TenantRecords::membership)
                .or(() -> attachedAt(number).map(at -> startedAt(campaign, at)).map(CampaignMembership.Pending::new))
                .orElseGet(CampaignMembership.Outside::new);
    }

    /** Nothing registers a number before its campaign is approved. */
    private static Instant startedAt(Registration campaign, Instant attachedAt) {
        return campaign instanceof Approved approved && approved.since().isAfter(attachedAt)
                ? approved.since()
                : attachedAt;
    }

    private static CampaignMembership membership(ReportedStatus report) {
        return switch (report.state()) {
            case PENDING -> new CampaignMembership.Pending(report.at());
            case APPROVED -> new CampaignMembership.Registered(report.at());
            case REJECTED -> new CampaignMembership.Failed();
            case SUSPENDED, GONE -> new CampaignMembership.Outside();
        };
    }

    /** When a job first put the number into the messaging service. */
    private Optional<Instant> attachedAt(ResourceKey number) {
        return jobs.stream()
                .filter(job ->
                        ResourceKind.PHONE_NUMBER.keys(orgId(), job.plan()).contains(number))
                .flatMap(job -> Stream.of(StepName.ATTACH_NUMBERS, StepName.REGISTER_NUMBERS)
                        .map(job::step))
                .filter(step -> step.status() == StepStatus.COMPLETE)
                .flatMap(step -> step.endedAt().stream())
                .min(Comparator.naturalOrder());
    }

    private Registration verification(ResourceKey number) {
        return verificationOf(ResourceKey.tollFreeVerification(number));
    }

    private Registration verificationOf(ResourceKey key) {
        var sid = ledger.sid(key);
        if (sid.isEmpty()) {
            return isVerifiedBy(newest(), key)
                    ? RegistrationHistory.beforeSubmission(newest().step(StepName.VERIFY_TOLL_FREE_NUMBERS))
                    : new Missing();
        }
        var history = new RegistrationHistory(ledger.recordedAt(key), ReviewAuthority.TOLL_FREE);
        jobs.stream()
                .filter(job -> isVerifiedBy(job, key))
                .forEach(job -> history.add(
                        job.step(StepName.VERIFY_TOLL_FREE_NUMBERS),
                        verifications(job).size() == 1));
        report(sid.get()).ifPresent(history::add);
        return history.outcome();
    }

    private boolean isVerifiedBy(Job job, ResourceKey key) {
        return verifications(job).contains(key);
    }

    private List<ResourceKey> verifications(Job job) {
        return ResourceKind.TOLL_FREE_VERIFICATION.keys(orgId(), job.plan());
    }

    private Optional<ReportedStatus> report(String sid) {
        return Optional.ofNullable(reports.get(sid));
    }

    private Job newest() {
        return jobs.getFirst();
    }

    private OrgId orgId() {
        return newest().orgId();
    }
}
