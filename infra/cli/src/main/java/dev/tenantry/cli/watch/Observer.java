package dev.tenantry.cli.watch;

import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import java.util.List;

/** Hears of everything that happens while a job is followed; called from the following thread alone. */
public interface Observer {
    /** The following begins with the job as it stands. */
    void began(JobView view, Answer<Job> job);

    /** The next change. */
    void changed(JobView view, List<Change> changes, Answer<JobUpdate> update);

    /** The job is further on, and what happened in between is not to be had. */
    void jumped(JobView view, List<Change> changes, Answer<Job> job);

    /** The freshness of what is shown changed. */
    void connection(JobView view, Connection connection);

    /** Time passed; called a few times a second. */
    void tick(JobView view);

    /** The following is over, at the end of the job or where it was to stop; this is how the job stands. */
    void ended(JobView view, Answer<Job> job);
}
