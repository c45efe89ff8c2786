package dev.tenantry.cli;

import dev.tenantry.cli.api.Rollback;
import dev.tenantry.cli.api.Rollback.Numbers;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.display.RollbackTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollback}: shows what the undoing of a tenant would do, and does it when told so. */
@Command(
        name = "rollback",
        header = "Undo an organisation's tenant: show what that would do, or with --yes do it.",
        description = {
            "",
            "Removes everything that the organisation's jobs have made at Twilio, whichever job made it; the job is the "
                    + "organisation's newest one, and must have ended. A rollback that failed continues where it stopped "
                    + "when it is asked for again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/provisioning rollback job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E",
            "  infra/provisioning rollback job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E --move-numbers --yes --watch"
        })
final class RollbackCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "JOB", description = "The job's id.")
    private String jobId;

    @Option(
            names = "--move-numbers",
            description =
                    "Move the phone numbers to the main account, which keeps paying for them, instead of releasing "
                            + "them. A released number cannot be bought back.")
    private boolean moveNumbers;

    @Option(
            names = "--close-account",
            description =
                    "Close the subaccount too. That cannot be undone: the organisation's next job creates another one.")
    private boolean closeAccount;

    @Option(names = "--yes", description = "Do it. Without this, nothing is undone.")
    private boolean confirmed;

    @Option(names = "--watch", description = "With --yes: follow the rollback to its end.")
    private boolean watch;

    @Mixin
    private ConnectionOptions connection;

    RollbackCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var client = connection.client(context);
        var numbers = moveNumbers ? Numbers.MOVE_TO_POOL : Numbers.RELEASE;
        if (!confirmed) {
            var preview = client.api().previewRollback(jobId, new Rollback(numbers, closeAccount, true));
            RollbackTable.lines(preview.value()).forEach(context::say);
            context.say("");
            context.say("Nothing is undone yet. To do it, add --yes.");
            return ExitCode.COMPLETE;
        }
        var job = client.api().rollback(jobId, new Rollback(numbers, closeAccount, false));
        if (watch) {
            return client.watch(context, job, WatchOptions.to(Status.ROLLED_BACK));
        }
        context.say("Job " + job.value().id() + " is " + job.value().status() + ".");
        context.say("Follow it: infra/provisioning watch " + job.value().id() + connection.repeated());
        return ExitCode.COMPLETE;
    }
}
