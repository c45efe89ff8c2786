package dev.tenantry.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.cli.ScriptedJob;
import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import dev.tenantry.cli.api.Json;
import dev.tenantry.cli.watch.Connection;
import dev.tenantry.cli.watch.JobView;
import dev.tenantry.cli.watch.JobView.Outcome;
import dev.tenantry.cli.watch.Observer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:41:10.312Z"), ZoneOffset.UTC);

    private static final String LEAVING = "leave it alone";
    /** Hours before the job, and on another day. */
    private static final String YESTERDAY = "2026-11-21T21:04:33.000Z";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final ScriptedJob script = new ScriptedJob();

    @Test
    void printsALineAChange() throws Exception {
        show(new LineDisplay(Terminal.plain(out), CLOCK, LEAVING), script::complete);

        assertThat(lines())
                .containsExactly(
                        "Job " + ScriptedJob.ID + " of org acme (simulated)",
                        "10:41:07.312  Create Twilio subaccount  PENDING",
                        "10:41:07.312  Buy numbers               PENDING",
                        "10:41:07.412  Create Twilio subaccount  RUNNING",
                        "10:41:07.412  Job                       RUNNING",
                        "10:41:07.512  Create Twilio subaccount  COMPLETE    create-subaccount done",
                        "10:41:07.612  Buy numbers               RUNNING",
                        "10:41:07.712  Buy numbers               COMPLETE    buy-numbers done",
                        "Job " + ScriptedJob.ID + " COMPLETE in 0.5 s (simulated: nothing was bought)");
    }

    @Test
    void saysWhyAJobFailedAndWhatToDo() throws Exception {
        show(
                new LineDisplay(Terminal.plain(out), CLOCK, LEAVING),
                () -> List.of(
                        script.step("buy-numbers", "RUNNING", ""),
                        script.fail("buy-numbers", "No number has area code 999", "You: choose another area code."),
                        script.end("FAILED")));

        assertThat(lines())
                .endsWith(
                        "Job " + ScriptedJob.ID + " FAILED after 0.3 s (simulated: nothing was bought)",
                        "  Buy numbers: No number has area code 999",
                        "    Cause: twilio error 21422, https://www.twilio.com/docs/errors/21422",
                        "    Next:  You: choose another area code.");
    }

    @Test
    void saysWhenItPollsAndWhenLiveUpdatesAreBack() throws Exception {
        var display = new LineDisplay(Terminal.plain(out), CLOCK, LEAVING);
        var view = new JobView(job().value());

        display.connection(view, new Connection.Live());
        display.connection(view, new Connection.Polling(Duration.ofSeconds(2), "connection reset"));
        display.connection(view, new Connection.Live());

        assertThat(lines())
                .containsExactly(
                        "10:41:10.312  Polling every 2.0 s: live updates are down (connection reset)",
                        "10:41:10.312  Live updates are back");
    }

    @Test
    void redrawsTheTableInPlace() throws Exception {
        show(new ScreenDisplay(new Terminal(out, 24, 200, false), CLOCK, LEAVING), script::complete);

        assertThat(new Screen(written.toString(StandardCharsets.UTF_8)).rows())
                .containsExactly(
                        "Job " + ScriptedJob.ID + "  org acme  COMPLETE  100 %  2 of 2 steps  0.5 s  simulated",
                        "  ✓ Create Twilio subaccount  COMPLETE    0.1 s        create-subaccount done",
                        "  ✓ Buy numbers               COMPLETE    0.1 s        buy-numbers done",
                        "Job " + ScriptedJob.ID + " COMPLETE in 0.5 s (simulated: nothing was bought)");
    }

    @Test
    void linesTellThePartsOfAJobAndWhomItWaitsFor() throws Exception {
        script.withRegistration();
        show(new LineDisplay(Terminal.plain(out), CLOCK, LEAVING), () -> {
            var told = new ArrayList<>(script.becomeUsable("2026-11-22T10:41:07.000Z"));
            told.add(script.fail("register-brand", "The brand was rejected", "Customer: correct the data."));
            return told;
        });

        assertThat(lines())
                .containsSubsequence(
                        "Tenant",
                        "10:41:07.312  Create Twilio subaccount  PENDING",
                        "10:41:07.312  Buy numbers               PENDING",
                        "A2P registration",
                        "10:41:07.312  Register A2P brand        PENDING",
                        "10:41:07.312  Toll-free verification    SKIPPED     The plan has no toll-free verification",
                        "10:41:07.812  Job                       WAITING     the tenant is usable; reviews by others are open; "
                                + LEAVING,
                        "10:41:07.912  Register A2P brand        WAITING     waiting for the carriers' registry since 10:41,"
                                + " usually minutes to days · A2P brand BN1 submitted",
                        "10:41:08.012  Register A2P brand        FAILED      The brand was rejected",
                        "    Cause: twilio error 21422, https://www.twilio.com/docs/errors/21422",
                        "    Next:  Customer: correct the data.",
                        "Job " + ScriptedJob.ID + " WAITING after 0.7 s (simulated: nothing was bought)",
                        "  The tenant is usable. Reviews by others are open; the job continues by itself:",
                        "    infra/provisioning watch " + ScriptedJob.ID);
        assertThat(lines()).noneMatch(line -> line.contains("Verify toll-free numbers"));
    }

    @Test
    void theTableTellsThePartsOfAJobAndWhomItWaitsFor() throws Exception {
        script.withRegistration();
        var display = new ScreenDisplay(new Terminal(out, 24, 200, false), CLOCK, LEAVING);
        script.becomeUsable(YESTERDAY);

        display.began(new JobView(job().value()), job());

        assertThat(new Screen(written.toString(StandardCharsets.UTF_8)).rows())
                .containsExactly(
                        "Job " + ScriptedJob.ID + "  org acme  WAITING  50 %  2 of 4 steps  3.0 s  simulated",
                        "Tenant",
                        "  ✓ Create Twilio subaccount  COMPLETE    0.1 s        create-subaccount done",
                        "  ✓ Buy numbers               COMPLETE    0.1 s        buy-numbers done",
                        "A2P registration",
                        "  ◐ Register A2P brand        WAITING                  waiting for the carriers' registry since"
                                + " 21 Nov 21:04, usually minutes to days · A2P brand BN1 submitted",
                        "  ○ Toll-free verification    SKIPPED                  The plan has no toll-free verification",
                        "The tenant is usable; reviews by others are open; " + LEAVING + ".");
    }

    @Test
    void theTableTellsWhatToDoAboutARejectionWhileTheJobWaits() throws Exception {
        script.withRegistration().becomeUsable(YESTERDAY);
        script.fail("register-brand", "The brand was rejected", "Customer: correct the data.");

        new ScreenDisplay(new Terminal(out, 24, 200, false), CLOCK, LEAVING).began(new JobView(job().value()), job());

        assertThat(new Screen(written.toString(StandardCharsets.UTF_8)).rows())
                .endsWith(
                        "  Register A2P brand: The brand was rejected",
                        "    Cause: twilio error 21422, https://www.twilio.com/docs/errors/21422",
                        "    Next:  Customer: correct the data.");
    }

    @Test
    void writesNothingWhenNothingChanged() throws Exception {
        var display = new ScreenDisplay(new Terminal(out, 24, 200, false), CLOCK, LEAVING);
        var view = new JobView(job().value());
        display.began(view, job());
        var before = written.size();

        display.tick(view);

        assertThat(written.size()).isEqualTo(before);
    }

    @Test
    void showsWhereALineGoesOnAndAtTheEndAllOfIt() throws Exception {
        var display = new ScreenDisplay(new Terminal(out, 24, 30, true), CLOCK, LEAVING);
        display.began(new JobView(job().value()), job());

        var rows = new Screen(withoutColours()).rows();
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSizeLessThanOrEqualTo(30));
        assertThat(rows.getFirst()).isEqualTo(("Job " + ScriptedJob.ID).substring(0, 29) + "…");
        assertThat(rows.get(1)).isEqualTo("  ○ Create Twilio subaccount …");

        display.ended(new JobView(job().value()), job());
        assertThat(new Screen(withoutColours()).rows().getFirst())
                .startsWith("Job " + ScriptedJob.ID + "  org acme  ")
                .doesNotContain("…");
    }

    @Test
    void takesPlainSignsWhereTheEncodingHasNoOthers() throws Exception {
        var ascii = new PrintStream(written, true, StandardCharsets.US_ASCII);

        show(new ScreenDisplay(new Terminal(ascii, 24, 200, false), CLOCK, LEAVING), script::complete);

        assertThat(new Screen(written.toString(StandardCharsets.US_ASCII))
                        .rows()
                        .get(1))
                .startsWith("  + Create");
    }

    @Test
    void printsFramesAsTheContractHasThem() throws Exception {
        show(new JsonDisplay(out), script::complete);

        var frames = lines().stream().map(DisplayTest::json).toList();
        assertThat(frames).hasSize(7);
        assertThat(frames.getFirst().path("type").textValue()).isEqualTo("snapshot");
        assertThat(frames.subList(1, 6)).hasToString(script.eventsAfter(1).toString());
        assertThat(frames.getLast().path("job")).hasToString(script.json().toString());
    }

    @Test
    void followsInPlaceOnlyWhereTheTableFits() throws Exception {
        var job = job().value();

        assertThat(Displays.watching(new Terminal(out, 24, 200, true), CLOCK, LEAVING, job))
                .isInstanceOf(ScreenDisplay.class);
        assertThat(Displays.watching(new Terminal(out, 4, 200, true), CLOCK, LEAVING, job))
                .isInstanceOf(LineDisplay.class);
    }

    @Test
    void coloursNothingForNoColorAndControlsNothingForADumbTerminal() {
        assertThat(Terminal.of(out, true, Map.of("TERM", "xterm")).colours()).isTrue();
        assertThat(Terminal.of(out, true, Map.of("TERM", "xterm", "NO_COLOR", "1"))
                        .colours())
                .isFalse();
        assertThat(Terminal.of(out, true, Map.of("TERM", "xterm", "NO_COLOR", ""))
                        .colours())
                .isTrue();
        assertThat(Terminal.of(out, true, Map.of("TERM", "dumb"))).isEqualTo(Terminal.plain(out));
        assertThat(Terminal.of(out, false, Map.of("TERM", "xterm"))).isEqualTo(Terminal.plain(out));
    }

    @Test
    void neverPrintsControlSequencesOfOthers() throws Exception {
        show(
                new LineDisplay(Terminal.plain(out), CLOCK, LEAVING),
                () -> List.of(
                        script.step("buy-numbers", "RUNNING", "\u001b[2Jgone\nand a line"), script.end("COMPLETE")));

        assertThat(lines()).contains("10:41:07.412  Buy numbers               RUNNING     [2Jgone and a line");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0.0 s",
        "PT4.29S, 4.2 s",
        "PT59.99S, 59.9 s",
        "PT1M5S, 1 min 05 s",
        "PT2H3M4S, 2 h 03 min",
        "P3DT4H, 3 d 4 h",
        "PT-1S, 0.0 s"
    })
    void tellsDurationsInUnitsThatMatter(Duration duration, String text) {
        assertThat(Style.text(duration)).isEqualTo(text);
    }

    private interface Script {
        List<? extends JsonNode> run() throws Exception;
    }

    private void show(Observer display, Script events) throws Exception {
        var begin = job();
        var view = new JobView(begin.value());
        display.began(view, begin);
        for (var frame : events.run()) {
            var update = Json.MAPPER.treeToValue(frame, JobUpdate.class);
            var taken = (Outcome.Taken) view.apply(update);
            display.changed(view, taken.changes(), Answer.of(update, frame));
        }
        display.ended(view, job());
    }

    private Answer<Job> job() throws JsonProcessingException {
        var json = script.json();
        return Answer.of(Json.MAPPER.treeToValue(json, Job.class), json);
    }

    private String withoutColours() {
        return written.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[\\d*m", "");
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static JsonNode json(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
