package dev.tenantry.cli;

import dev.tenantry.cli.option.PlanOption;
import dev.tenantry.cli.option.RetryDecisions;
import dev.tenantry.cli.option.UntilOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code retry}: restarts a job that failed or was cancelled. */
@Command(
        name = "retry",
        header = "Restart a job that has failed or was cancelled, in whole or in part.",
        description = {
            "",
            "Finished steps are not run again. A registration that was rejected is submitted again if Twilio takes a "
                    + "correction of it, also while others wait; otherwise the answer says which of --accept-fees and "
                    + "--resubmit it needs. With --plan the job continues with that plan, and runs again what the new plan changes; "
                    + "without it, the job keeps its own.",
            "",
            "A job stops when Twilio has a subaccount of the organisation's name that this system has not created. "
                    + "Decide with --adopt-subaccount or --create-subaccount what becomes of it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/provisioning retry job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E --watch",
            "  infra/provisioning retry job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E --plan corrected.json --watch",
            "  infra/provisioning retry job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E --create-subaccount --watch",
            "  infra/provisioning retry job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E --accept-fees --plan corrected.json --watch"
        })
final class RetryCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "JOB", description = "The job's id.")
    private String jobId;

    @Mixin
    private PlanOption plan;

    @Mixin
    private RetryDecisions decisions;

    @Option(names = "--watch", description = "Follow the job.")
    private boolean watch;

    @Mixin
    private UntilOption until;

    @Mixin
    private ConnectionOptions connection;

    RetryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var client = connection.client(context);
        var job = client.api().retry(jobId, decisions.with(plan.given()));
        if (watch) {
            return client.watch(context, job, WatchOptions.until(until.value()));
        }
        context.say("Job " + job.value().id() + " is " + job.value().status() + ".");
        context.say("Follow it: infra/provisioning watch " + job.value().id() + connection.repeated());
        return ExitCode.COMPLETE;
    }
}
