package dev.tenantry.steps.drift;

import dev.tenantry.core.Concurrently;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.LedgerSnapshot;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.drift.ComparedResource.Result;
import dev.tenantry.steps.drift.DriftReport.Unlisted;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.review.ReviewStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One comparison of a tenant with Twilio and the plan: of every resource by its definition, and of the lists of those
 * kinds that people create by hand with the ledger. It only reads. What cannot be read now is left unchecked, and keeps
 * nothing else from being compared.
 */
public final class DriftScan {
    /** Twilio takes 100 requests of an account at a time, and jobs and the tenant's own software need theirs. */
    private static final int AT_ONCE = 8;

    private static final Result OUT_OF_TIME = new Result.Unchecked("The time for one scan was over before. Ask again.");

    private final TenantContext tenant;
    private final LedgerSnapshot ledger;
    private final List<Job> jobs;
    private final BooleanSupplier isTimeOver;
    private final ResourceDefinitions definitions;

    /**
     * @param tenant the tenant, whose accounts refuse to write
     * @param ledger what the organisation has
     * @param jobs its last jobs, the newest first; at least one
     * @param isTimeOver tells whether nothing more is to be asked
     */
    public DriftScan(TenantContext tenant, LedgerSnapshot ledger, List<Job> jobs, BooleanSupplier isTimeOver) {
        this.tenant = tenant.knowing(ledger::sid);
        this.ledger = ledger;
        this.jobs = List.copyOf(jobs);
        this.isTimeOver = isTimeOver;
        this.definitions = new ResourceDefinitions(this.tenant);
        // Made here, because several threads use them and none may make one.
        Arrays.stream(ResourceKind.values()).forEach(definitions::of);
    }

    /** Compares everything. */
    public DriftReport run() {
        var expected = expected();
        var account = expected.stream()
                .filter(one -> one.key().kind() == ResourceKind.ACCOUNT)
                .map(this::compare)
                .findFirst();
        var others = expected.stream()
                .filter(one -> one.key().kind() != ResourceKind.ACCOUNT)
                .toList();
        var stop = stop(account);
        if (stop.isPresent()) {
            var unchecked = others.stream().map(one -> one.with(stop.get()));
            return new DriftReport(Stream.concat(account.stream(), unchecked).toList(), List.of(), List.of());
        }
        var compared = Concurrently.all(
                others.stream()
                        .map(one -> (Callable<ComparedResource>) () -> compare(one))
                        .toList(),
                AT_ONCE);
        var unlisted = new ArrayList<Unlisted>();
        var unknown = unknown(unlisted);
        return new DriftReport(
                Stream.concat(account.stream(), compared.stream()).toList(), unknown, unlisted);
    }

    /**
     * A resource that should be there.
     *
     * @param key which
     * @param sid Twilio's id of it, if the ledger has one
     * @param detail what people know it by, if the ledger has that
     */
    private record Expected(ResourceKey key, Optional<String> sid, Optional<String> detail) {
        ComparedResource with(Result result) {
            return new ComparedResource(key, sid, detail, result);
        }
    }

    /** What the ledger has, and what the newest job says is done and the ledger has not. */
    private List<Expected> expected() {
        var recorded = ledger.entries().stream()
                .filter(LedgerEntry::mayExist)
                .map(entry -> new Expected(entry.key(), entry.sid(), entry.detail()))
                .toList();
        var keys = recorded.stream().map(Expected::key).collect(Collectors.toSet());
        var lost = Arrays.stream(ResourceKind.values())
                .filter(kind -> isDone(kind.step()))
                .flatMap(kind -> kind.keys(tenant.orgId(), newest().plan()).stream())
                .filter(key -> !keys.contains(key))
                .map(key -> new Expected(key, Optional.empty(), Optional.empty()));
        return Stream.concat(recorded.stream(), lost)
                .sorted(Comparator.comparing((Expected one) -> one.key().kind())
                        .thenComparing(one -> one.key().value()))
                .toList();
    }

    private ComparedResource compare(Expected one) {
        if (one.sid().isEmpty()) {
            return one.with(
                    ledger.isUntouched(one.key())
                            ? new Result.Missing()
                            : new Result.Unchecked("It is not known whether it was created; the next job looks."));
        }
        if (isTimeOver.getAsBoolean()) {
            return one.with(OUT_OF_TIME);
        }
        try {
            return one.with(compare(one.key(), one.sid().get()));
        } catch (ProvisioningFailure failure) {
            return one.with(new Result.Unchecked(failure.summary()));
        }
    }

    private Result compare(ResourceKey key, String sid) {
        var definition = definitions.of(key.kind());
        var plan = plan(key);
        if (plan.isEmpty()) {
            return presence(definition, sid);
        }
        var differences = definition.differences(key, sid, plan.get());
        return differences
                .map(found -> Stream.concat(found.stream(), review(key, sid)).toList())
                .<Result>map(found -> found.isEmpty() ? new Result.InSync() : new Result.Drifted(found))
                .orElseGet(Result.Missing::new);
    }

    /** The newest plan that asks for a resource. */
    private Optional<Plan> plan(ResourceKey key) {
        return jobs.stream()
                .map(Job::plan)
                .filter(plan -> key.kind().keys(tenant.orgId(), plan).contains(key))
                .findFirst();
    }

    /** What no plan asks for any more is there, or not. */
    private static Result presence(ResourceDefinition definition, String sid) {
        return definition
                .list()
                .map(all -> all.stream().anyMatch(one -> one.sid().equals(sid)))
                .<Result>map(isThere -> isThere ? new Result.InSync() : new Result.Missing())
                .orElseGet(() -> new Result.Unchecked("None of the plans of the last jobs asks for it."));
    }

    /** Whether what was approved is approved no more. */
    private Stream<Difference> review(ResourceKey key, String sid) {
        if (key.kind().reviewedBy().isEmpty() || !isDone(key.kind().step())) {
            return Stream.empty();
        }
        return definitions.reviewed(key.kind()).status(sid).stream()
                .flatMap(status -> Difference.between("status", "approved", word(status)));
    }

    private static String word(ReviewStatus status) {
        return switch (status) {
            case ReviewStatus.Draft _ -> "draft";
            case ReviewStatus.Open _ -> "in review";
            case ReviewStatus.Approved _ -> "approved";
            case ReviewStatus.Rejected _ -> "rejected";
            case ReviewStatus.Stopped stopped -> stopped.word();
        };
    }

    /** Why nothing in the subaccount can be asked for. */
    private static Optional<Result> stop(Optional<ComparedResource> account) {
        if (account.isEmpty()) {
            return Optional.of(new Result.Unchecked("The organisation has no subaccount."));
        }
        return account.get().isFinding()
                ? Optional.of(
                        new Result.Unchecked("The subaccount is not active, so that Twilio answers nothing about it."))
                : Optional.empty();
    }

    private List<UnknownResource> unknown(List<Unlisted> unlisted) {
        var lists = Concurrently.all(
                Arrays.stream(ResourceKind.values())
                        .map(kind -> (Callable<Listing>) () -> list(kind))
                        .toList(),
                AT_ONCE);
        // What a job has made meanwhile is in the ledger by now.
        var known = Set.copyOf(tenant.ledger().sids(tenant.orgId()).values());
        lists.forEach(listing -> listing.failure().ifPresent(unlisted::add));
        return lists.stream()
                .flatMap(listing -> listing.found().stream()
                        .filter(one -> !known.contains(one.sid()))
                        .map(one -> new UnknownResource(listing.kind(), one.sid(), one.detail())))
                .toList();
    }

    private record Listing(ResourceKind kind, List<TwilioResource> found, Optional<Unlisted> failure) {}

    private Listing list(ResourceKind kind) {
        if (isTimeOver.getAsBoolean()) {
            return new Listing(
                    kind, List.of(), Optional.of(new Unlisted(kind.id(), "The time for one scan was over before.")));
        }
        try {
            return new Listing(kind, definitions.of(kind).list().orElse(List.of()), Optional.empty());
        } catch (ProvisioningFailure failure) {
            return new Listing(kind, List.of(), Optional.of(new Unlisted(kind.id(), failure.summary())));
        }
    }

    private boolean isDone(StepName step) {
        return newest().step(step).status() == StepStatus.COMPLETE;
    }

    private Job newest() {
        return jobs.getFirst();
    }
}
