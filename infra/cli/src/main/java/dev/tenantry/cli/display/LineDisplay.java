package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.watch.Change;
import dev.tenantry.cli.watch.Change.JobChange;
import dev.tenantry.cli.watch.Change.StepChange;
import dev.tenantry.cli.watch.Connection;
import dev.tenantry.cli.watch.JobView;
import dev.tenantry.cli.watch.Observer;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** One line a change, for logs and pipes. */
public final class LineDisplay implements Observer {
    private static final String JOB = "Job";

    private final Terminal terminal;
    private final Clock clock;
    private final DateTimeFormatter time;
    private final String whileWaiting;
    private final Style style;
    private final Summary summary;
    private final StepNote note;
    private boolean polling;

    /**
     * @param clock tells the time of what happens here, and the time zone for all times
     * @param whileWaiting what somebody should know who looks while the job waits for reviews
     */
    public LineDisplay(Terminal terminal, Clock clock, String whileWaiting) {
        this.terminal = terminal;
        this.clock = clock;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(clock.getZone());
        this.whileWaiting = whileWaiting;
        this.style = new Style(terminal);
        this.summary = new Summary(style);
        this.note = new StepNote(clock);
    }

    @Override
    public void began(JobView view, Answer<Job> job) {
        say("Job " + view.jobId() + " of org " + view.orgId() + (view.isSimulated() ? " (simulated)" : ""));
        var groups = StepGroup.of(view.steps());
        var width = StepGroup.titleWidth(groups);
        for (var group : groups) {
            var opening = view.opening().stream()
                    .filter(change -> group.steps().contains(change.step()))
                    .toList();
            if (group.isLeftOut()) {
                line(opening.getFirst().at(), JobTable.pad(group.title(), width), Status.SKIPPED, group.reason());
            } else {
                if (StepGroup.haveHeadings(groups)) {
                    say(style.bold(group.title()));
                }
                print(view, opening);
            }
        }
    }

    @Override
    public void changed(JobView view, List<Change> changes, Answer<JobUpdate> update) {
        print(view, changes);
    }

    @Override
    public void jumped(JobView view, List<Change> changes, Answer<Job> job) {
        print(view, changes);
    }

    @Override
    public void connection(JobView view, Connection connection) {
        switch (connection) {
            case Connection.Polling down ->
                note("Polling every " + Style.text(down.every()) + ": live updates are down ("
                        + Style.clean(down.reason()) + ")");
            case Connection.Live _ when polling -> note("Live updates are back");
            case Connection.Live _, Connection.Connecting _ -> {
                // As expected: nothing to say.
            }
        }
        polling = connection instanceof Connection.Polling;
    }

    @Override
    public void tick(JobView view) {
        // Lines are written when something happens, not when time passes.
    }

    @Override
    public void ended(JobView view, Answer<Job> job) {
        summary.lines(job.value()).forEach(this::say);
    }

    private void print(JobView view, List<? extends Change> changes) {
        var width = StepGroup.titleWidth(StepGroup.of(view.steps()));
        for (var change : changes) {
            switch (change) {
                case StepChange(var at, var step) -> {
                    line(at, JobTable.pad(Style.clean(step.title()), width), step.status(), note.of(step));
                    if (Summary.isRejected(step)) {
                        // The job may run for weeks before its summary says so.
                        summary.reasons(step).forEach(this::say);
                    }
                }
                case JobChange(var at, var status)
                when !status.isEnded() -> line(at, JobTable.pad(JOB, width), status, meaning(status));
                case JobChange _ -> {
                    // The summary says it.
                }
            }
        }
    }

    private String meaning(Status status) {
        return status.equals(Status.WAITING) ? "the tenant is usable; reviews by others are open; " + whileWaiting : "";
    }

    private void line(Instant at, String subject, Status status, String remark) {
        var line = time.format(at) + "  " + subject + "  " + JobTable.status(style, status) + "  " + remark;
        say(line.stripTrailing());
    }

    private void note(String text) {
        say(time.format(clock.instant()) + "  " + style.dim(text));
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }
}
