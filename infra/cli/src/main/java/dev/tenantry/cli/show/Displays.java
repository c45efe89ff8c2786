package dev.tenantry.cli.show;

import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.follow.JobView;
import dev.tenantry.cli.follow.Observer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Chooses how to show a job. */
public final class Displays {
    private Displays() {}

    /** For following a job: JSON lines, a table redrawn in place, or a line a change. */
    public static Observer following(Terminal terminal, Clock clock, boolean json, Job job) {
        if (json) {
            return new JsonDisplay(terminal.out());
        }
        return ScreenDisplay.fits(terminal, job)
                ? new ScreenDisplay(terminal, clock)
                : new LineDisplay(terminal, clock);
    }

    /** A job as it stands: its table, and why whatever failed did. */
    public static List<String> table(Terminal terminal, Clock clock, Job job) {
        var style = new Style(terminal);
        var lines = new ArrayList<>(new JobTable(style).lines(new JobView(job), clock.instant(), ""));
        lines.addAll(new Summary(style).failures(job));
        return lines;
    }
}
