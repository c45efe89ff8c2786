package dev.tenantry.cli;

import dev.tenantry.cli.display.Displays;
import dev.tenantry.cli.option.PlanOption;
import dev.tenantry.cli.option.UntilOption;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "trigger",
        header = "Ask for a provisioning job that brings an organisation to a plan.",
        description = {
            "",
            "Without --watch, ends as soon as the job is accepted. An organisation that is provisioned already only gets "
                    + "what it lacks. While it has a job that has not ended, another is refused. Without --plan, the plan "
                    + "leaves out everything, which means two US local numbers."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/provisioning trigger acme --watch",
            "  infra/provisioning trigger acme --plan registered.json --watch --until usable",
            "  infra/provisioning trigger acme --plan plan.json --endpoint https://HOST"
        })
final class TriggerCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "ORG", description = "The organisation's id.")
    private String orgId;

    @Mixin
    private PlanOption plan;

    @Option(names = "--watch", description = "Follow the job.")
    private boolean watch;

    @Mixin
    private UntilOption until;

    @Option(names = "--json", description = "Print JSON: the job, or with --watch the live frames, one a line.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    TriggerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var client = connection.client(context);
        var job = client.api().trigger(orgId, plan.plan(), UUID.randomUUID().toString());
        if (watch) {
            return client.watch(context, job, WatchOptions.until(until.value()).withJson(json));
        }
        if (json) {
            context.say(job.json().toString());
        } else {
            Displays.table(context.terminal(), context.clock(), job.value()).forEach(context::say);
            context.say("");
            context.say("Follow it: infra/provisioning watch " + job.value().id() + connection.repeated());
        }
        return ExitCode.COMPLETE;
    }
}
