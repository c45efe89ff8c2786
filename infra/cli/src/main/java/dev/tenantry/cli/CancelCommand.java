package dev.tenantry.cli;

import dev.tenantry.cli.api.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cancel}: stops a job. */
@Command(
        name = "cancel",
        header = "Stop a job at the next safe point.",
        description = {
            "",
            "What exists at Twilio by then stays, and stays in the ledger: \"retry\" continues from there, and so does the "
                    + "organisation's next job."
        },
        footerHeading = "%nExample:%n",
        footer = "  infra/provisioning cancel job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E --watch")
final class CancelCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "JOB", description = "The job's id.")
    private String jobId;

    @Option(names = "--watch", description = "Follow the job to its end.")
    private boolean watch;

    @Mixin
    private ConnectionOptions connection;

    CancelCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var client = connection.client(context);
        var job = client.api().cancel(jobId);
        if (watch) {
            return client.watch(context, job, WatchOptions.to(Status.CANCELLED));
        }
        context.say("Job " + job.value().id() + " is " + job.value().status() + ".");
        return ExitCode.COMPLETE;
    }
}
