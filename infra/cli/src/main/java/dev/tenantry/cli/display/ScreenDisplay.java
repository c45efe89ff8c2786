package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.watch.Change;
import dev.tenantry.cli.watch.Connection;
import dev.tenantry.cli.watch.JobView;
import dev.tenantry.cli.watch.Observer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The job's table, redrawn in place on a terminal (control sequences: ECMA-48, and DEC private mode 7 for line wrap).
 */
public final class ScreenDisplay implements Observer {
    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";
    /** Without wrapping a line stays one row, also if the terminal was made narrower. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";

    private final Terminal terminal;
    private final String whileWaiting;
    private final Style style;
    private final JobTable table;
    private final Summary summary;
    private Connection connection = new Connection.Connecting();
    private List<String> drawn = List.of();

    /**
     * @param terminal one that can redraw
     * @param clock for the time that running steps have run, and the time zone for all times
     * @param whileWaiting what somebody should know who looks while the job waits for reviews
     */
    public ScreenDisplay(Terminal terminal, Clock clock, String whileWaiting) {
        this.style = new Style(terminal);
        this.terminal = terminal;
        this.whileWaiting = whileWaiting;
        this.table = new JobTable(style, clock);
        this.summary = new Summary(style);
    }

    /** Whether a job's table fits on the terminal; one that scrolls cannot be redrawn in place. */
    public static boolean fits(Terminal terminal, Job job) {
        var groups = StepGroup.of(job.steps());
        var rows = groups.stream()
                .mapToInt(group -> group.isLeftOut() ? 1 : group.steps().size() + 1)
                .sum();
        return rows + 3 < terminal.rows();
    }

    @Override
    public void began(JobView view, Answer<Job> job) {
        draw(view);
    }

    @Override
    public void changed(JobView view, List<Change> changes, Answer<JobUpdate> update) {
        draw(view);
    }

    @Override
    public void jumped(JobView view, List<Change> changes, Answer<Job> job) {
        draw(view);
    }

    @Override
    public void connection(JobView view, Connection now) {
        connection = now;
        draw(view);
    }

    @Override
    public void tick(JobView view) {
        draw(view);
    }

    @Override
    public void ended(JobView view, Answer<Job> job) {
        // It is not redrawn any more, so that its lines may wrap, and nothing of them is cut off.
        print(WRAP_ON, table.lines(new JobView(job.value()), ""));
        summary.lines(job.value()).forEach(terminal.out()::println);
        terminal.out().flush();
    }

    private void draw(JobView view) {
        var lines = new ArrayList<>(table.lines(view, note()));
        if (view.status().equals(Status.WAITING)) {
            lines.add("The tenant is usable; reviews by others are open; " + whileWaiting + ".");
            var failures = summary.failures(view.steps());
            if (lines.size() + failures.size() < terminal.rows()) {
                lines.addAll(failures);
            }
        }
        draw(lines);
    }

    /** Draws each line as one row, since that many rows are gone up the next time. */
    private void draw(List<String> lines) {
        var rows =
                lines.stream().map(line -> style.cut(line, terminal.columns())).toList();
        if (!rows.equals(drawn)) {
            print(WRAP_OFF, rows);
            drawn = rows;
        }
    }

    private void print(String wrap, List<String> lines) {
        var frame = new StringBuilder(wrap);
        if (!drawn.isEmpty()) {
            frame.append("\u001b[%dA".formatted(drawn.size()));
        }
        lines.forEach(line -> frame.append('\r').append(line).append(ERASE_LINE).append('\n'));
        terminal.out().print(frame.append(ERASE_BELOW).append(WRAP_ON));
        terminal.out().flush();
    }

    private String note() {
        return switch (connection) {
            case Connection.Connecting _ -> "";
            case Connection.Live _ -> "live";
            case Connection.Polling down ->
                "polling every " + Style.text(down.every()) + " (" + Style.clean(down.reason()) + ")";
        };
    }
}
