package dev.tenantry.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.steps.SimulatedTwilio.AnyResource;
import dev.tenantry.steps.SimulatedTwilio.Holdings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What must hold however it went; each method names what does not. */
final class Invariants {
    /** In the order in which a job and its steps may take them; those of one rank exclude each other. */
    private static final List<Set<String>> RANKS = List.of(
            Set.of("PENDING"),
            Set.of("RUNNING"),
            Set.of("CANCELLING"),
            Set.of("COMPLETE", "FAILED", "CANCELLED", "SKIPPED"),
            Set.of("ROLLING_BACK"),
            Set.of("UNDONE", "ROLLED_BACK", "ROLLBACK_FAILED"));

    /** What a job that had ended becomes when somebody retries it, in whole or in part, or rolls it back. */
    private static final Set<String> TAKEN_UP = Set.of("PENDING", "WAITING", "ROLLING_BACK");

    private final StepTestFixture rig;
    private final List<String> violations = new ArrayList<>();

    Invariants(StepTestFixture rig) {
        this.rig = rig;
    }

    /** What does not hold, of all that was looked at. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Notes something that should not be, unless it is so. */
    void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    /** One subaccount, so many numbers, one of everything else; and Twilio and the ledger know the same of them. */
    void oneOfEverything(OrgId orgId, int numbers) {
        var holdings = rig.twilio().holdings(orgId);
        var subaccounts = holdings.subaccounts().size();
        check(subaccounts == 1, subaccounts + " subaccounts");
        check(holdings.numbers().size() == numbers, holdings.numbers().size() + " numbers");
        noTwins(holdings);
        var recorded =
                rig.ledger().entries(orgId).stream().map(LedgerEntry::sid).flatMap(Optional::stream);
        check(
                holdings.sids().stream()
                        .sorted()
                        .toList()
                        .equals(recorded.sorted().toList()),
                "orphans");
    }

    /**
     * At most one subaccount; and of what the ledger has not recorded at most as much as it has open entries for, which
     * say that something may be there; and everything that it has recorded.
     *
     * @param removing whether there was a rollback, which removes things at Twilio before it forgets them
     */
    void nothingUnknown(OrgId orgId, boolean removing) {
        var holdings = rig.twilio().holdings(orgId);
        var entries = rig.ledger().entries(orgId);
        var recorded =
                entries.stream().map(LedgerEntry::sid).flatMap(Optional::stream).toList();
        var unrecorded = new ArrayList<>(holdings.sids());
        unrecorded.removeAll(recorded);
        check(holdings.subaccounts().size() <= 1, holdings.subaccounts().size() + " subaccounts");
        check(removing || holdings.sids().containsAll(recorded), "the ledger has what Twilio has not");
        check(unrecorded.size() <= entries.size() - recorded.size(), "orphans");
    }

    /** No two of anything but numbers. */
    private void noTwins(Holdings holdings) {
        holdings.others().stream()
                .collect(Collectors.groupingBy(AnyResource::type, Collectors.counting()))
                .forEach((type, count) -> check(count == 1 || isMany(type), count + " " + type));
    }

    /** Of these a registration has several, each under a key of its own. */
    private static boolean isMany(String type) {
        return type.equals("end_users");
    }

    /** The versions have no gap, and no status went back unless somebody asked for a retry or a rollback. */
    void forward(JobId id) {
        var version = rig.job(id).version();
        var events = rig.events(id);
        var versions =
                events.stream().map(event -> event.get("version").longValue()).toList();
        check(
                versions.equals(LongStream.rangeClosed(1, version).boxed().toList()),
                "the versions are " + versions + " of " + version);
        for (var turn : turns(events)) {
            check(goesForward(turn, "/job/status"), "the job went backwards");
            turn.stream()
                    .filter(event -> event.has("step"))
                    .collect(Collectors.groupingBy(
                            event -> event.at("/step/name").asText()))
                    .forEach((step, ofTheStep) ->
                            check(goesForward(ofTheStep, "/step/status"), step + " went backwards"));
        }
    }

    /** The events, cut before each that says that a job that had ended is taken up again, or rolled back. */
    private static List<List<JsonNode>> turns(List<JsonNode> events) {
        var turns = new ArrayList<List<JsonNode>>();
        var ended = true;
        for (var event : events) {
            var status = event.at("/job/status").asText();
            if (turns.isEmpty() || (ended && TAKEN_UP.contains(status))) {
                turns.add(new ArrayList<>());
            }
            turns.getLast().add(event);
            ended = JobStatus.valueOf(status).isEnded();
        }
        return turns;
    }

    private static boolean goesForward(List<JsonNode> events, String status) {
        for (var index = 1; index < events.size(); index++) {
            var before = events.get(index - 1).at(status).asText();
            var after = events.get(index).at(status).asText();
            var isSame = before.equals(after) || (isAtWork(before) && isAtWork(after));
            if (!isSame && rank(after) <= rank(before)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAtWork(String status) {
        return status.equals("RUNNING") || status.equals("WAITING");
    }

    /** A waiting step that is retried runs, and waits again. */
    private static int rank(String status) {
        if (status.equals("WAITING")) {
            return rank("RUNNING");
        }
        return IntStream.range(0, RANKS.size())
                .filter(rank -> RANKS.get(rank).contains(status))
                .findFirst()
                .orElseThrow();
    }
}
