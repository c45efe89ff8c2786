package dev.tenantry.cli;

import dev.tenantry.cli.api.AccessTokens;
import dev.tenantry.cli.login.StoredTokens;
import dev.tenantry.cli.option.EndpointOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code login}: keeps an access token for a deployed system. */
@Command(
        name = "login",
        header = "Keep an access token for a deployed system.",
        description = {
            "",
            "The token is one of your OpenID provider's. It is read from standard input or a file, and kept in a file that "
                    + "only you can read, below $XDG_CONFIG_HOME or ~/.config; only this address gets it. A local system "
                    + "needs no login."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  get-token | infra/provisioning login --endpoint https://HOST",
            "  infra/provisioning login --endpoint https://HOST --token-file token.txt"
        })
final class LoginCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Mixin
    private EndpointOption endpoint;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file that the token is read from. Default: standard input")
    private Optional<Path> file = Optional.empty();

    LoginCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var where = endpoint.value();
        if (where.isLocal()) {
            throw new ParameterException(
                    spec.commandLine(),
                    where.name() + " is on this machine, where no login is needed; name another one with --endpoint");
        }
        var token = token();
        StoredTokens.in(context.environment()).store(where, token);
        context.say("Logged in at " + where.name()
                + AccessTokens.expiry(token).map(expiry -> " until " + expiry).orElse("") + ".");
        return ExitCode.COMPLETE;
    }

    private String token() {
        var token = read().strip();
        if (!AccessTokens.isToken(token)) {
            throw new ParameterException(spec.commandLine(), "What was read is no access token");
        }
        if (AccessTokens.expiry(token)
                .filter(context.clock().instant()::isAfter)
                .isPresent()) {
            throw new ParameterException(spec.commandLine(), "The access token has expired");
        }
        return token;
    }

    private String read() {
        try {
            return file.isPresent()
                    ? Files.readString(file.get())
                    : new String(context.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            var where = file.map(Path::toString).orElse("standard input");
            throw new ParameterException(spec.commandLine(), "Cannot read the access token from " + where, e);
        }
    }
}
