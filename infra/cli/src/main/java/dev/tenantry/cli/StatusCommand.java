package dev.tenantry.cli;

import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.Json;
import dev.tenantry.cli.display.Displays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        header = "Show a job as it stands, or whether the system answers.",
        description = {"", "Ends with 0 when there is an answer, whatever the job's status."},
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/provisioning status",
            "  infra/provisioning status --org acme",
            "  infra/provisioning status job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E --json"
        })
final class StatusCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "The job's id.")
    private Optional<String> jobId = Optional.empty();

    @Option(
            names = "--org",
            paramLabel = "ORG",
            description = "Instead of a job's id: the newest job of this organisation.")
    private Optional<String> orgId = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (jobId.isPresent() && orgId.isPresent()) {
            throw new ParameterException(spec.commandLine(), "Give a JOB or --org, not both");
        }
        var api = connection.client(context).api();
        if (jobId.isPresent()) {
            show(api.job(jobId.get()));
        } else if (orgId.isPresent()) {
            show(api.latestJob(orgId.get()));
        } else {
            api.probe();
            answers();
        }
        return ExitCode.COMPLETE;
    }

    private void show(Answer<Job> job) {
        if (json) {
            context.say(job.json().toString());
        } else {
            Displays.table(context.terminal(), context.clock(), job.value()).forEach(context::say);
        }
    }

    private void answers() {
        var endpoint = connection.endpoint();
        if (json) {
            context.say(Json.MAPPER
                    .createObjectNode()
                    .put("endpoint", endpoint.base().toString())
                    .put("answers", true)
                    .toString());
        } else {
            context.say(
                    (endpoint.isLocal() ? "The local system" : "The system") + " answers at " + endpoint.base() + ".");
        }
    }
}
