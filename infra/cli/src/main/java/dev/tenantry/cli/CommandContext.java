package dev.tenantry.cli;

import dev.tenantry.cli.display.Terminal;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/**
 * The world around a command.
 *
 * @param terminal standard output
 * @param in standard input
 * @param err standard error
 * @param clock the time, and the zone to show times in
 * @param environment the variables of the process
 * @param local starts the local system
 */
record CommandContext(
        Terminal terminal,
        InputStream in,
        PrintStream err,
        Clock clock,
        Map<String, String> environment,
        LocalSystem.Starter local) {

    void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }

    /** Says something that is not the command's result, and so does not belong into the output of a program. */
    void notice(boolean json, String line) {
        if (json) {
            err.println(line);
        } else {
            say(line);
        }
    }

    /** Starts the local system. */
    LocalSystem start(LocalOptions options, Optional<URI> otherTwilio) throws StartException, InterruptedException {
        try {
            return local.start(options, otherTwilio);
        } catch (InterruptedException | ParameterException e) {
            throw e;
        } catch (Exception e) {
            throw StartException.of(e);
        }
    }
}
