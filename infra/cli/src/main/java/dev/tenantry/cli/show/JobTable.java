package dev.tenantry.cli.show;

import dev.tenantry.cli.api.Progress;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.api.Step;
import dev.tenantry.cli.follow.JobView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A job as a table: a line for the job, then one for each step. */
final class JobTable {
    private static final int STATUS_WIDTH = 10;
    private static final int TIME_WIDTH = 11;

    private final Style style;

    JobTable(Style style) {
        this.style = style;
    }

    /**
     * The lines.
     *
     * @param now the time until which running steps have run
     * @param note stands at the end of the first line
     */
    List<String> lines(JobView view, Instant now, String note) {
        var lines = new ArrayList<String>();
        lines.add(head(view, now) + (note.isEmpty() ? "" : "  " + style.dim(note)));
        var width = titleWidth(view.steps());
        view.steps().forEach(step -> lines.add(line(step, width, now)));
        return lines;
    }

    /** How wide the column of titles is. */
    static int titleWidth(List<Step> steps) {
        return steps.stream().mapToInt(step -> step.title().length()).max().orElse(0);
    }

    /** A status, padded to the width of its column before it is coloured. */
    static String status(Style style, Status status) {
        return style.toned(status.tone(), pad(status.word(), STATUS_WIDTH));
    }

    /** What is said of a step: its message, and its attempt when it is not the first. */
    static String remark(Step step) {
        var attempt = step.attempt() > 1 ? "(attempt " + step.attempt() + ")" : "";
        return (Style.clean(step.message()) + " " + attempt).strip();
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

    private String line(Step step, int width, Instant now) {
        var line = "  " + style.toned(step.status().tone(), style.sign(step.status()))
                + " " + pad(Style.clean(step.title()), width)
                + "  " + status(style, step.status())
                + "  " + pad(ran(step, now), TIME_WIDTH)
                + "  " + remark(step);
        return line.stripTrailing();
    }

    private static String ran(Step step, Instant now) {
        return step.startedAt()
                .map(start -> Style.text(Duration.between(start, step.endedAt().orElse(now))))
                .orElse("");
    }
}
