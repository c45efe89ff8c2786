package dev.tenantry.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code retry}: takes a job up again. */
@Command(
        name = "retry",
        header = "Take up again a job that has failed or was cancelled, in whole or in part.",
        description = {
            "",
            "Finished steps are not run again. A registration that was rejected is submitted again, also while others "
                    + "wait. With --plan the job goes on with that plan, and runs again what the new "
                    + "plan changes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/provisioning retry job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E --watch",
            "  infra/provisioning retry job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E --plan mended.json --watch"
        })
final class RetryCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "JOB", description = "The job's id.")
    private String jobId;

    @Mixin
    private PlanOption plan;

    @Option(names = "--watch", description = "Follow the job.")
    private boolean watch;

    @Mixin
    private UntilOption until;

    @Mixin
    private ConnectionOptions connection;

    RetryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var client = connection.client();
        var job = client.api().retry(jobId, plan.given());
        if (watch) {
            return client.watch(context, job, Following.until(until.goal()));
        }
        context.say("Job " + job.value().id() + " is " + job.value().status() + ".");
        context.say("Follow it: infra/provisioning watch " + job.value().id() + connection.repeated());
        return ExitCode.COMPLETE;
    }
}
