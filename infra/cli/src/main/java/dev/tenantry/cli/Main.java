package dev.tenantry.cli;

import dev.tenantry.cli.show.Terminal;
import java.time.Clock;

/** The process. */
public final class Main {
    private Main() {}

    /** Runs a command line and ends the process, for the local system leaves threads behind that would keep it. */
    public static void main(String[] arguments) {
        var console = System.console();
        var environment = System.getenv();
        var terminal = Terminal.of(System.out, console != null && console.isTerminal(), environment);
        var context = new Context(terminal, System.err, Clock.systemDefaultZone(), environment, (options, twilio) -> {
            throw new UnsupportedOperationException("not yet");
        });
        System.exit(ProvisioningCommand.in(context).execute(arguments));
    }
}
