package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.watch.JobView;
import dev.tenantry.cli.watch.Observer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Chooses how to show a job. */
public final class Displays {
    private Displays() {}

    /**
     * For following a job: a table redrawn in place, or a line a change.
     *
     * @param whileWaiting what somebody should know who looks while the job waits for reviews
     */
    public static Observer watching(Terminal terminal, Clock clock, String whileWaiting, Job job) {
        return ScreenDisplay.fits(terminal, job)
                ? new ScreenDisplay(terminal, clock, whileWaiting)
                : new LineDisplay(terminal, clock, whileWaiting);
    }

    /** A job as it stands: its table, and why whatever failed did. */
    public static List<String> table(Terminal terminal, Clock clock, Job job) {
        var style = new Style(terminal);
        var lines = new ArrayList<>(new JobTable(style, clock).lines(new JobView(job), ""));
        lines.addAll(new Summary(style).failures(job.steps()));
        return lines;
    }
}
