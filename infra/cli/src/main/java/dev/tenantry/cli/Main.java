package dev.tenantry.cli;

import dev.tenantry.cli.display.Terminal;
import java.io.Console;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;

/** The process. */
public final class Main {
    private Main() {}

    /** Runs a command line and ends the process, for the local system leaves threads behind that would keep it. */
    public static void main(String[] arguments) {
        var interactive = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        var environment = System.getenv();
        var terminal = Terminal.of(System.out, interactive, environment);
        var context = new CommandContext(
                terminal,
                System.in,
                System.err,
                Clock.system(ZoneId.systemDefault()),
                environment,
                LocalCloudSystem::start);
        try {
            System.exit(ProvisioningCommand.in(context).execute(arguments));
        } catch (Error broken) {
            // Left to itself, an Error ends this thread only, and the local system's threads keep the process.
            broken.printStackTrace();
            System.exit(ExitCode.FAILED);
        }
    }
}
