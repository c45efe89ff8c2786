package dev.tenantry.cli;

import dev.tenantry.cli.option.UntilOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        header = "Follow a job to its end, or until its tenant is usable.",
        description = {
            "",
            "On a terminal the job is redrawn in place; elsewhere, and with TERM=dumb, each change is a line. NO_COLOR is "
                    + "respected. Ctrl-C ends the watching, never the job."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/provisioning watch job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E && echo provisioned",
            "  infra/provisioning watch job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E --until usable && echo usable"
        })
final class WatchCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "JOB", description = "The job's id.")
    private String jobId;

    @Option(names = "--json", description = "Print the live frames as JSON lines.")
    private boolean json;

    @Mixin
    private UntilOption until;

    @Mixin
    private ConnectionOptions connection;

    WatchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var client = connection.client(context);
        return client.watch(
                context,
                client.api().job(jobId),
                WatchOptions.until(until.value()).withJson(json));
    }
}
