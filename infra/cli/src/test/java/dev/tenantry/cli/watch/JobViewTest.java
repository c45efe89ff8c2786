package dev.tenantry.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.cli.ScriptedJob;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import dev.tenantry.cli.api.JobUpdate.Head;
import dev.tenantry.cli.api.Json;
import dev.tenantry.cli.api.Progress;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.watch.Change.JobChange;
import dev.tenantry.cli.watch.Change.StepChange;
import dev.tenantry.cli.watch.JobView.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobViewTest {
    private final ScriptedJob script = new ScriptedJob();

    @Test
    void opensWithEveryStepAsItStands() throws Exception {
        var view = new JobView(job());

        assertThat(view.opening())
                .map(JobViewTest::told)
                .containsExactly("create-subaccount PENDING", "buy-numbers PENDING");
        assertThat(view.version()).isEqualTo(1);
    }

    @Test
    void takesTheNextVersionAndTellsWhatChanged() throws Exception {
        var view = new JobView(job());

        var outcome = view.apply(update(script.step("buy-numbers", "RUNNING", "Searching")));

        assertThat(told(outcome)).containsExactly("buy-numbers RUNNING", "job RUNNING");
        assertThat(view.version()).isEqualTo(2);
        assertThat(view.steps().get(1).message()).isEqualTo("Searching");
    }

    @Test
    void dropsWhatItHasSeen() throws Exception {
        var view = new JobView(job());
        var running = update(script.step("buy-numbers", "RUNNING", ""));
        view.apply(running);
        view.apply(update(script.step("buy-numbers", "COMPLETE", "")));

        assertThat(view.apply(running)).isEqualTo(new Outcome.Known());
        assertThat(view.steps().get(1).status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void noticesAGapAndStaysWhereItIs() throws Exception {
        var view = new JobView(job());
        script.step("buy-numbers", "RUNNING", "");

        var outcome = view.apply(update(script.step("buy-numbers", "COMPLETE", "")));

        assertThat(outcome).isEqualTo(new Outcome.Gap(1));
        assertThat(view.steps().get(1).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void takesASnapshotAheadForAGapSoThatNoStatusGoesUnseen() throws Exception {
        var view = new JobView(job());
        script.complete();

        assertThat(view.apply(job())).isEqualTo(new Outcome.Gap(1));
        assertThat(view.hasEnded()).isFalse();
    }

    @Test
    void takesASnapshotThatIsNotAheadForKnown() throws Exception {
        var view = new JobView(job());

        assertThat(view.apply(job())).isEqualTo(new Outcome.Known());
    }

    @Test
    void jumpsToASnapshotAndTellsTheDifference() throws Exception {
        var view = new JobView(job());
        script.complete();

        var changes = view.jumpTo(job());

        assertThat(changes)
                .map(JobViewTest::told)
                .containsExactly("create-subaccount COMPLETE", "buy-numbers COMPLETE", "job COMPLETE");
        assertThat(view.hasEnded()).isTrue();
        assertThat(view.progress().percent()).isEqualTo(100);
    }

    @Test
    void neverJumpsBack() throws Exception {
        var before = job();
        var view = new JobView(before);
        view.apply(update(script.step("buy-numbers", "RUNNING", "")));

        assertThat(view.jumpTo(before)).isEmpty();
        assertThat(view.version()).isEqualTo(2);
    }

    @Test
    void tellsANewMessageAndANewAttemptOfTheSameStatus() throws Exception {
        var view = new JobView(job());
        view.apply(update(script.step("buy-numbers", "RUNNING", "Searching")));

        assertThat(told(view.apply(update(script.step("buy-numbers", "RUNNING", "Searching")))))
                .containsExactly("buy-numbers RUNNING");
        assertThat(view.steps().get(1).attempt()).isEqualTo(2);
    }

    @Test
    void addsAStepThatItHasNotHeardOf() throws Exception {
        var view = new JobView(job());
        var event = script.step("buy-numbers", "RUNNING", "");
        event.withObject("/step").put("name", "a2p-brand").put("title", "Register brand");

        view.apply(update(event));

        assertThat(view.steps()).extracting("title").contains("Register brand");
    }

    @Test
    void timesAStepByItsEventsWhenTheyCarryNoTimes() throws Exception {
        var view = new JobView(job());
        var running = update(script.step("buy-numbers", "RUNNING", ""));
        var complete = update(script.step("buy-numbers", "COMPLETE", ""));

        view.apply(running);
        view.apply(complete);

        assertThat(view.steps().get(1).startedAt()).contains(running.at());
        assertThat(view.steps().get(1).endedAt()).contains(complete.at());
    }

    @Test
    void agesUntilItsEnd() throws Exception {
        var begin = job();
        var view = new JobView(begin);
        var now = begin.createdAt().plus(Duration.ofMinutes(3));
        assertThat(view.age(now)).isEqualTo(Duration.ofMinutes(3));

        var events = script.complete();
        for (var event : events) {
            view.apply(update(event));
        }

        var end = Instant.parse(events.getLast().path("at").textValue());
        assertThat(view.age(now)).isEqualTo(Duration.between(begin.createdAt(), end));
    }

    /** Days may lie between. */
    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "ROLLING_BACK"})
    void agesFromTheBeginningOfARetryOrRollbackThatItSees(String begun) throws Exception {
        var job = job();
        var view = new JobView(job);
        var monday = job.createdAt().plus(Duration.ofDays(3));
        var progress = new Progress(0, 0, 12);

        view.apply(headUpdate(job, 1, job.createdAt().plusSeconds(4), new Head(new Status("FAILED"), progress)));
        assertThat(view.age(monday)).isEqualTo(Duration.ofSeconds(4));
        view.apply(headUpdate(job, 2, monday, new Head(new Status(begun), progress)));
        assertThat(view.age(monday.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
        view.apply(headUpdate(job, 3, monday.plusSeconds(7), new Head(new Status(begun), progress)));
        view.apply(headUpdate(job, 4, monday.plusSeconds(9), new Head(new Status("FAILED"), progress)));

        assertThat(view.age(monday.plus(Duration.ofDays(1)))).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void agesFromTheBeginningOfARetryOrRollbackThatItIsTold() throws Exception {
        var begun = Instant.parse("2026-11-25T10:00:00Z");
        var json = script.json();
        json.put("startedAt", begun.toString());

        var view = new JobView(Json.MAPPER.treeToValue(json, Job.class));

        assertThat(view.age(begun.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    }

    private static JobUpdate headUpdate(Job job, int later, Instant at, Head head) {
        return new JobUpdate(job.id(), job.version() + later, at, head, Optional.empty());
    }

    /**
     * Whatever the order and however often frames come: with the log to fill gaps from, each version is reported once,
     * in order.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsEachVersionOnceHoweverFramesArrive(long seed) throws Exception {
        var view = new JobView(job());
        script.complete();
        var log = script.eventsAfter(0);
        var frames = new ArrayList<>(log);
        frames.addAll(log);
        Collections.shuffle(frames, new Random(seed));

        var versions = new ArrayList<Long>();
        for (var frame : frames) {
            if (view.apply(update(frame)) instanceof Outcome.Gap(var after)) {
                for (var missed : script.eventsAfter(after)) {
                    view.apply(update(missed));
                    versions.add(view.version());
                }
            } else if (versions.isEmpty() || view.version() > versions.getLast()) {
                versions.add(view.version());
            }
        }

        assertThat(versions.stream().filter(version -> version > 1)).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(view.status()).isEqualTo(Status.COMPLETE);
    }

    private Job job() throws JsonProcessingException {
        return Json.MAPPER.treeToValue(script.json(), Job.class);
    }

    private static JobUpdate update(JsonNode frame) throws JsonProcessingException {
        return Json.MAPPER.treeToValue(frame, JobUpdate.class);
    }

    private static List<String> told(Outcome outcome) {
        return ((Outcome.Taken) outcome)
                .changes().stream().map(JobViewTest::told).toList();
    }

    private static String told(Change change) {
        return switch (change) {
            case StepChange(var _, var step) -> step.name() + " " + step.status();
            case JobChange(var _, var status) -> "job " + status;
        };
    }
}
