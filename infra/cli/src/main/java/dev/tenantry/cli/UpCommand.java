package dev.tenantry.cli;

import dev.tenantry.cli.api.Json;
import dev.tenantry.cli.process.StopOnSignal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        header = "Run everything here until Ctrl-C.",
        description = {
            "",
            "Starts the whole system in this process, with Twilio and AWS simulated: no account is needed, nothing is "
                    + "bought. It listens on this machine only.",
            "",
            "With TWILIO_BASE_URL set, the functions call that Twilio instead of the simulator."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  infra/provisioning up",
            "  infra/provisioning up --data ~/tenantry --speed 100",
            "  infra/provisioning up --faults timeout=5%%,429=10%%,seed=7",
            "  TWILIO_BASE_URL=http://127.0.0.1:9000 infra/provisioning up",
            "",
            "What the functions log, on standard error:",
            "  TENANTRY_JAVA_OPTS=-Dorg.slf4j.simpleLogger.log.function=info infra/provisioning up"
        })
final class UpCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LocalOptions local;

    @Option(names = "--json", description = "Print the addresses as one line of JSON.")
    private boolean json;

    UpCommand(CommandContext context) {
        this.context = context;
    }

    private record Addresses(URI api, URI live, URI aws, URI twilio, List<String> withoutEffect) {
        static Addresses of(LocalSystem system) {
            return new Addresses(system.api(), system.live(), system.aws(), system.twilio(), system.withoutEffect());
        }
    }

    @Override
    public Integer call() throws Exception {
        var otherTwilio = Optional.ofNullable(context.environment().get("TWILIO_BASE_URL"))
                .map(URI::create);
        try (var _ = new StopOnSignal();
                var system = context.start(local, otherTwilio)) {
            if (json) {
                context.say(Json.MAPPER.writeValueAsString(Addresses.of(system)));
            } else {
                StartupBanner.lines(system, otherTwilio).forEach(context::say);
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            context.notice(json, "Stopped.");
        }
        return ExitCode.COMPLETE;
    }
}
