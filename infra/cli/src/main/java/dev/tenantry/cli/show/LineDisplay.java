package dev.tenantry.cli.show;

import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.follow.Change;
import dev.tenantry.cli.follow.Change.JobChange;
import dev.tenantry.cli.follow.Change.StepChange;
import dev.tenantry.cli.follow.Connection;
import dev.tenantry.cli.follow.JobView;
import dev.tenantry.cli.follow.Observer;
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
    private final Style style;
    private boolean polling;

    /** @param clock tells the time of what happens here, and the time zone for all times */
    public LineDisplay(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(clock.getZone());
        this.style = new Style(terminal);
    }

    @Override
    public void began(JobView view, Answer<Job> job) {
        say("Job " + view.jobId() + " of org " + view.orgId() + (view.isSimulated() ? " (simulated)" : ""));
        print(view, view.opening());
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
                remark("Polling every " + Style.text(down.every()) + ": live updates are down ("
                        + Style.clean(down.reason()) + ")");
            case Connection.Live _ when polling -> remark("Live updates are back");
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
        new Summary(style).lines(job.value()).forEach(this::say);
    }

    private void print(JobView view, List<Change> changes) {
        var width = JobTable.titleWidth(view.steps());
        for (var change : changes) {
            switch (change) {
                case StepChange(var at, var step) ->
                    line(at, JobTable.pad(Style.clean(step.title()), width), step.status(), JobTable.remark(step));
                case JobChange(var at, var status)
                when !status.isEnded() -> line(at, JobTable.pad(JOB, width), status, meaning(status));
                case JobChange _ -> {
                    // The summary says it.
                }
            }
        }
    }

    private static String meaning(Status status) {
        return status.equals(Status.WAITING)
                ? "the tenant is usable; reviews by others are open, and the job goes on without this command"
                : "";
    }

    private void line(Instant at, String subject, Status status, String remark) {
        var line = time.format(at) + "  " + subject + "  " + JobTable.status(style, status) + "  " + remark;
        say(line.stripTrailing());
    }

    private void remark(String text) {
        say(time.format(clock.instant()) + "  " + style.dim(text));
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }
}
