package dev.tenantry.cli;

import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.Json;
import dev.tenantry.cli.show.Displays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    private final Context context;

    @ArgGroup
    private Optional<Which> which = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    StatusCommand(Context context) {
        this.context = context;
    }

    /** Which job; one of the two. */
    private static final class Which {
        @Parameters(index = "0", paramLabel = "JOB", description = "The job's id.")
        private Optional<String> jobId = Optional.empty();

        @Option(names = "--org", paramLabel = "ORG", description = "The newest job of this organisation.")
        private Optional<String> orgId = Optional.empty();
    }

    @Override
    public Integer call() throws Exception {
        var client = connection.client();
        if (which.isPresent()) {
            show(job(client, which.get()));
        } else {
            client.api().probe();
            answers();
        }
        return ExitCode.COMPLETE;
    }

    private static Answer<Job> job(Client client, Which which) throws ApiException, InterruptedException {
        return which.jobId.isPresent()
                ? client.api().job(which.jobId.get())
                : client.api().latestJob(which.orgId.orElseThrow());
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
