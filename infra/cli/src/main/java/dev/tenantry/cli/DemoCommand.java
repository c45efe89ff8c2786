package dev.tenantry.cli;

import dev.tenantry.cli.api.Endpoint;
import dev.tenantry.cli.option.PlanOption;
import dev.tenantry.cli.option.UntilOption;
import dev.tenantry.cli.process.StopOnSignal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        header = "Run everything here, provision one organisation, show each step, and end.",
        description = {
            "",
            "Starts the whole system in this process, with Twilio and AWS simulated: no account is needed, nothing is "
                    + "bought. Then it asks for a provisioning job as any client would, and follows it live. Without "
                    + "--plan, that is one with two US local numbers."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/provisioning demo",
            "  infra/provisioning demo globex --plan plan.json --speed 1000",
            "  infra/provisioning demo --faults 5%%",
            "  infra/provisioning demo --port 0 --aws-port 0 --twilio-port 0"
        })
final class DemoCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ORG",
            defaultValue = "acme",
            description = "The organisation's id. Default: ${DEFAULT-VALUE}")
    private String orgId;

    @Mixin
    private PlanOption plan;

    @Mixin
    private LocalOptions local;

    @Mixin
    private UntilOption until;

    @Option(names = "--json", description = "Print the live frames as JSON lines, and remarks on standard error.")
    private boolean json;

    DemoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var body = plan.plan();
        context.notice(json, "Starting the local system. " + StartupBanner.SIMULATED);
        var begin = context.clock().instant();
        try (var _ = new StopOnSignal();
                var system = context.start(local, Optional.empty())) {
            var took = Duration.between(begin, context.clock().instant());
            context.notice(json, "Ready at " + system.api() + " after " + took.toMillis() + " ms.");
            context.notice(json, "");
            var client = Client.local(new Endpoint(system.api()), context.clock());
            var job = client.api().trigger(orgId, body, UUID.randomUUID().toString());
            return client.watch(
                    context,
                    job,
                    WatchOptions.until(until.value()).withJson(json).inThisProcess());
        }
    }
}
