package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Progress;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.api.Step;
import dev.tenantry.cli.watch.JobView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A job as a table: a line for the job, then one for each step, or for a part that the plan leaves out. */
final class JobTable {
    private static final int STATUS_WIDTH = 10;
    private static final int TIME_WIDTH = 11;

    private final Style style;
    private final Clock clock;
    private final StepNote stepNote;

    /** @param clock tells until when running steps have run, and the time zone for all times */
    JobTable(Style style, Clock clock) {
        this.style = style;
        this.clock = clock;
        this.stepNote = new StepNote(clock);
    }

    /**
     * The lines.
     *
     * @param note stands at the end of the first line
     */
    List<String> lines(JobView view, String note) {
        var now = clock.instant();
        var lines = new ArrayList<String>();
        lines.add(head(view, now) + (note.isEmpty() ? "" : "  " + style.dim(note)));
        var groups = StepGroup.of(view.steps());
        var width = StepGroup.titleWidth(groups);
        for (var group : groups) {
            if (group.isLeftOut()) {
                lines.add(line(Status.SKIPPED, group.title(), width, "", group.reason()));
            } else {
                if (StepGroup.haveHeadings(groups)) {
                    lines.add(style.bold(group.title()));
                }
                group.steps()
                        .forEach(step ->
                                lines.add(line(step.status(), step.title(), width, ran(step, now), stepNote.of(step))));
            }
        }
        return lines;
    }

    /** A status, padded to the width of its column before it is coloured. */
    static String status(Style style, Status status) {
        return style.toned(status.tone(), pad(status.word(), STATUS_WIDTH));
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private String head(JobView view, Instant now) {
        return style.bold("Job " + view.jobId())
                + "  org " + view.orgId()
                + "  " + style.toned(view.status().tone(), view.status().word())
                + "  " + progress(view.progress())
                + "  " + Style.text(view.age(now))
                + (view.isSimulated() ? "  " + style.dim("simulated") : "");
    }

    private static String progress(Progress progress) {
        return progress.percent() + " %  " + progress.completedSteps() + " of " + progress.totalSteps() + " steps";
    }

    private String line(Status status, String title, int width, String ran, String said) {
        var line = "  " + style.toned(status.tone(), style.sign(status))
                + " " + pad(Style.clean(title), width)
                + "  " + status(style, status)
                + "  " + pad(ran, TIME_WIDTH)
                + "  " + said;
        return line.stripTrailing();
    }

    private static String ran(Step step, Instant now) {
        return step.startedAt()
                .map(start -> Style.text(Duration.between(start, step.endedAt().orElse(now))))
                .orElse("");
    }
}
