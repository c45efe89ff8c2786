package dev.tenantry.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.Messaging;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.TollFreeVerification;
import dev.tenantry.core.readiness.ReportedStatus.State;
import dev.tenantry.core.readiness.TenantRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * One organisation, to which happens what happens to registrations: jobs with one plan and another, reviews that end
 * well or badly, checks of them, events that arrive or are lost, and people at work in Twilio's Console.
 */
final class ReadinessHistory {
    /** As many as the API reads. */
    private static final int JOBS = 5;

    private static final int[] CAMPAIGN_CODES = {30896, 30893, 30886, 30897, 30899};
    private static final int[] VERIFICATION_CODES = {30451, 30513, 30460, 30464};

    private final StepTestFixture rig;
    private final Random random;
    private final double lost;
    private final OrgId orgId = new OrgId("org-" + JobId.next().value().substring("job_".length()));
    private final List<JobId> jobs = new ArrayList<>();
    private Set<String> underReview = new HashSet<>();
    private boolean mock;
    private boolean isFirst = true;

    /** @param lost the share of Twilio's good news that never arrives */
    ReadinessHistory(StepTestFixture rig, Random random, double lost) {
        this.rig = rig;
        this.random = random;
        this.lost = lost;
        rig.attend(_ -> {});
        trigger();
        if (random.nextInt(3) > 0) {
            register();
        }
    }

    /** Everything that the plan registers is approved; the numbers of the campaign are left to be registered. */
    private void register() {
        rig.attend(rig::approve);
        var id = jobs.getLast();
        StepGroup.registrations().stream()
                .flatMap(group -> group.steps().stream())
                .filter(step -> rig.step(id, step).status() == StepStatus.PENDING)
                .forEach(step -> run(id, step));
        rig.attend(_ -> {});
        var sids = rig.ledger().sids(orgId);
        if (sids.containsKey(ResourceKind.CAMPAIGN.key(orgId))) {
            messagingService().ifPresent(this::hearOfApprovedCampaign);
        }
        sids.values().stream().filter(sid -> sid.startsWith("HH")).forEach(sid -> report(sid, State.APPROVED));
        hearOfNewReviews();
    }

    /** The organisation's subaccount; its ledger has it from its first job on. */
    String account() {
        return rig.ledger().sid(ResourceKind.ACCOUNT.key(orgId)).orElseThrow();
    }

    /** What the API would read now. */
    TenantRecords records() {
        var last = jobs.reversed().stream().limit(JOBS).map(rig::job).toList();
        return new TenantRecords(rig.ledger().snapshot(orgId), last, rig.reports(orgId));
    }

    /** Lets something happen, and says what. */
    String act() {
        rig.clock().advance(Duration.ofMinutes(2 + random.nextInt(600)));
        var dice = random.nextInt(100);
        var what = dice < 40 ? decide() : dice < 75 ? step() : dice < 88 ? job() : console();
        hearOfNewReviews();
        return what;
    }

    /** With the campaign some of its numbers may have been approved. */
    private void hearOfApprovedCampaign(String service) {
        report(service, State.APPROVED);
        var open = ownReviews();
        pool(service).stream()
                .filter(number -> !open.contains(number))
                .forEach(number -> report(number, State.APPROVED));
    }

    private Job current() {
        return rig.job(jobs.getLast());
    }

    private String decide() {
        var open = ownReviews();
        if (open.isEmpty()) {
            return step();
        }
        var sid = open.get(random.nextInt(open.size()));
        var good = random.nextInt(100) < 80;
        var code = sid.startsWith("QE")
                ? CAMPAIGN_CODES[random.nextInt(CAMPAIGN_CODES.length)]
                : VERIFICATION_CODES[random.nextInt(VERIFICATION_CODES.length)];
        var codes = sid.startsWith("QE") || sid.startsWith("HH") ? ", \"code\": " + code : "";
        rig.twilio().decide(sid, good ? "{\"type\": \"approve\"}" : "{\"type\": \"reject\"" + codes + "}");
        var state = good ? State.APPROVED : State.REJECTED;
        switch (sid.substring(0, 2)) {
            case "QE" -> messagingService().ifPresent(service -> report(service, state));
            case "PN", "HH" -> report(sid, state);
            default -> {}
        }
        underReview.remove(sid);
        return "review of " + sid + (good ? " approved" : " rejected");
    }

    /** The reviews of this organisation: of what its ledger knows. */
    private List<String> ownReviews() {
        var known = rig.ledger().sids(orgId).values();
        return rig.twilio().reviewed().stream().filter(known::contains).toList();
    }

    /** Twilio tells that something is under review, or is being registered. */
    private void hearOfNewReviews() {
        var now = new HashSet<>(ownReviews());
        for (var sid : now) {
            if (!underReview.contains(sid)) {
                switch (sid.substring(0, 2)) {
                    case "QE" -> messagingService().ifPresent(service -> report(service, State.PENDING));
                    case "PN", "HH" -> report(sid, State.PENDING);
                    default -> {}
                }
            }
        }
        underReview = now;
    }

    private void report(String sid, State state) {
        rig.clock().advance(Duration.ofMillis(5));
        var isGood = state == State.PENDING || state == State.APPROVED;
        if (!isGood || random.nextDouble() >= lost) {
            rig.report(orgId, sid, state);
        }
    }

    private Optional<String> messagingService() {
        return rig.ledger().sid(ResourceKind.MESSAGING_SERVICE.key(orgId));
    }

    /** Somebody looks at what waits, or the state machine begins the next step of a registration. */
    private String step() {
        var job = current();
        if (random.nextBoolean()) {
            return look(job);
        }
        var due = StepGroup.registrations().stream()
                .flatMap(group -> group.steps().stream()
                        .filter(step -> !job.step(step).isPassed())
                        .limit(1))
                .filter(step -> job.step(step).status() == StepStatus.PENDING && job.isProvisioning())
                .toList();
        if (due.isEmpty()) {
            return look(job);
        }
        var step = due.get(random.nextInt(due.size()));
        run(job.id(), step);
        return "ran " + step.id();
    }

    /** A check at a Twilio that refuses everything fails, and is made again later. */
    private String look(Job job) {
        try {
            rig.look(job.id());
        } catch (ProvisioningFailure refused) {
            return "looked in vain";
        }
        return "looked";
    }

    private void run(JobId id, StepName step) {
        try {
            rig.run(rig.handler(step), id);
        } catch (ProvisioningFailure | IllegalTransitionException failed) {
            return;
        }
    }

    /** Somebody cancels, retries or triggers. */
    private String job() {
        var job = current();
        if (job.status().isEnded()) {
            if (job.status() == JobStatus.FAILED && random.nextBoolean()) {
                retry(job);
                return "retried";
            }
            trigger();
            return "triggered";
        }
        var failed = StepGroup.registrations().stream()
                .filter(group ->
                        group.steps().stream().anyMatch(step -> job.step(step).status() == StepStatus.FAILED))
                .findFirst();
        if (failed.isPresent() && random.nextBoolean()) {
            retry(job);
            return "retried a part";
        }
        rig.cancel(job.id());
        return "cancelled";
    }

    private void retry(Job job) {
        StepGroup.registrations().stream()
                .filter(group ->
                        group.steps().stream().anyMatch(step -> job.step(step).status() == StepStatus.FAILED))
                .findFirst()
                .ifPresent(group -> {
                    try {
                        rig.retry(job.id(), group);
                    } catch (IllegalTransitionException impossible) {
                        return;
                    }
                });
    }

    private void trigger() {
        var id = rig.newJob(orgId, plan());
        jobs.add(id);
        for (var step : StepGroup.TENANT.steps()) {
            run(id, step);
            if (rig.step(id, step).status() == StepStatus.FAILED) {
                rig.cancel(id);
                return;
            }
        }
        if (random.nextInt(10) > 0) {
            complete(id);
        }
    }

    private void complete(JobId id) {
        try {
            rig.run(rig.complete(), id);
        } catch (ProvisioningFailure | IllegalTransitionException failed) {
            return;
        }
    }

    private Plan plan() {
        var numbers = new ArrayList<NumberGroup>();
        numbers.add(NumberGroup.of("US", NumberType.LOCAL, 1 + random.nextInt(2)));
        var tollFree = random.nextInt(2);
        if (tollFree > 0) {
            numbers.add(NumberGroup.of("US", NumberType.TOLL_FREE, 1 + random.nextInt(2)));
        }
        if (random.nextInt(3) == 0) {
            numbers.add(NumberGroup.of("CA", NumberType.LOCAL, 1));
        }
        var messaging = random.nextBoolean()
                ? new Messaging(Optional.empty(), Optional.empty(), Optional.of("Acme"))
                : Messaging.NOWHERE;
        var plan = new Plan(
                Optional.empty(),
                numbers,
                messaging,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var a2p = random.nextInt(4) > 0 ? Optional.of(a2p()) : Optional.<A2p>empty();
        var verification = tollFree > 0 && random.nextInt(4) > 0
                ? Optional.of(RegistrationPlans.TOLL_FREE)
                : Optional.<TollFreeVerification>empty();
        return plan.withRegistrations(
                a2p.isPresent() || verification.isPresent()
                        ? RegistrationPlans.EVERYTHING.business()
                        : Optional.empty(),
                a2p,
                verification);
    }

    /** A tenant that began with a mock brand keeps it. */
    private A2p a2p() {
        if (isFirst) {
            mock = random.nextInt(8) == 0;
            isFirst = false;
        }
        return new A2p(new A2p.Brand(true, mock), RegistrationPlans.A2P.campaign());
    }

    /** Somebody changes something in Twilio's Console; of a suspension the next job tells. */
    private String console() {
        return switch (random.nextInt(4)) {
            case 0 -> suspend();
            case 1 -> detach();
            case 2 -> attach();
            default -> deleteCampaign();
        };
    }

    private String suspend() {
        if (!current().status().isEnded()) {
            return decide();
        }
        var account = account();
        var next = rig.twilio().statusOf(account).equals("active") ? "suspended" : "active";
        rig.twilio().setStatus(account, next);
        trigger();
        return "account " + next + ", and a job";
    }

    private boolean isActive() {
        return rig.twilio().statusOf(account()).equals("active");
    }

    private String detach() {
        var service = messagingService();
        if (service.isEmpty() || !isActive()) {
            return decide();
        }
        var pool = pool(service.get());
        if (pool.isEmpty()) {
            return decide();
        }
        var number = pool.get(random.nextInt(pool.size()));
        rig.twilio().act(orgId, "DELETE", services(service.get()) + "/PhoneNumbers/" + number, "");
        report(number, State.GONE);
        return "detached " + number;
    }

    private String attach() {
        var service = messagingService();
        if (service.isEmpty() || !isActive()) {
            return decide();
        }
        var pool = pool(service.get());
        var outside = rig.twilio().numbers(orgId).stream()
                .map(SimulatedTwilio.OwnedNumber::sid)
                .filter(sid -> !pool.contains(sid))
                .toList();
        if (outside.isEmpty()) {
            return decide();
        }
        rig.twilio()
                .act(orgId, "POST", services(service.get()) + "/PhoneNumbers", "PhoneNumberSid=" + outside.getFirst());
        return "attached " + outside.getFirst();
    }

    private String deleteCampaign() {
        var service = messagingService();
        var campaign = rig.ledger().sid(ResourceKind.CAMPAIGN.key(orgId));
        if (service.isEmpty() || campaign.isEmpty() || !isActive() || random.nextInt(3) > 0) {
            return decide();
        }
        var path = services(service.get()) + "/Compliance/Usa2p";
        if (elements(rig.twilio().act(orgId, "GET", path, ""), "compliance").isEmpty()) {
            return decide();
        }
        rig.twilio().act(orgId, "DELETE", path + "/" + campaign.get(), "");
        report(service.get(), State.GONE);
        pool(service.get()).forEach(number -> report(number, State.GONE));
        return "campaign deleted";
    }

    private List<String> pool(String service) {
        return elements(rig.twilio().act(orgId, "GET", services(service) + "/PhoneNumbers", ""), "phone_numbers");
    }

    private static String services(String service) {
        return "messaging.twilio.com/v1/Services/" + service;
    }

    private static List<String> elements(JsonNode page, String key) {
        return StreamSupport.stream(page.get(key).spliterator(), false)
                .map(element -> element.get("sid").asText())
                .toList();
    }
}
