package dev.tenantry.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code token}: prints an access token of the local system. */
@Command(
        name = "token",
        header = "Print an access token for the local system's HTTP API.",
        description = {
            "",
            "A deployed system takes the tokens of your own OpenID provider; the local one issues its own, which are "
                    + "verified in the same way. A token is for some kinds of operations and some organisations."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  curl -H \"Authorization: Bearer $(infra/provisioning token)\" http://127.0.0.1:8080/v1/provisioning-jobs",
            "  infra/provisioning token --org acme --scope provisioning:read"
        })
final class TokenCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Option(names = "--scope", paramLabel = "SCOPE", description = "A scope. Can be repeated. Default: all of them.")
    private List<String> scopes = List.of();

    @Option(
            names = "--org",
            paramLabel = "ORG",
            description = "An organisation for which the bearer may act. Can be repeated. Default: all of them.")
    private List<String> organisations = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "NUMBER",
            defaultValue = "3600",
            description = "How long the token is valid. Default: 3600")
    private long seconds;

    @Mixin
    private ConnectionOptions connection;

    TokenCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (!connection.endpoint().isLocal()) {
            throw new ParameterException(
                    spec.commandLine(), "Only a local system issues tokens; ask your OpenID provider for one");
        }
        context.say(connection.client(context).api().issueToken(scopes, organisations, seconds));
        return ExitCode.COMPLETE;
    }
}
