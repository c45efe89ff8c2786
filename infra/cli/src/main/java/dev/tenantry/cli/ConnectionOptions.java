package dev.tenantry.cli;

import dev.tenantry.cli.api.AccessTokens;
import dev.tenantry.cli.api.Authorization;
import dev.tenantry.cli.api.CredentialsException;
import dev.tenantry.cli.api.Endpoint;
import dev.tenantry.cli.api.SigV4;
import dev.tenantry.cli.login.LoginException;
import dev.tenantry.cli.login.StoredTokens;
import dev.tenantry.cli.option.EndpointOption;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that name the system to connect to. */
final class ConnectionOptions {
    private static final String TOKEN = "PROVISIONING_TOKEN";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private EndpointOption endpoint;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = {
                "The access token to send. Default: a local system's own; elsewhere $" + TOKEN
                        + ", or else that of the login",
                "Without any, requests that leave this machine are signed (SigV4) with the credentials that the AWS "
                        + "command line would use; the region is the host name's, or else AWS_REGION's or the profile's."
            })
    private Optional<String> token = Optional.empty();

    /** @throws ParameterException when an address or a token cannot be used */
    Client client(CommandContext context) throws CredentialsException, LoginException {
        var where = endpoint();
        var given = token(where, context);
        if (given.isPresent()) {
            return Client.of(where, Authorization.bearer(given.get()));
        }
        return where.isLocal()
                ? Client.local(where, context.clock())
                : Client.of(where, SigV4.withDefaultCredentials(where));
    }

    /** The token that somebody gave to this command, or to this shell or user for a system elsewhere. */
    private Optional<String> token(Endpoint where, CommandContext context) throws LoginException {
        var given = token;
        if (given.isEmpty() && !where.isLocal()) {
            given = Optional.ofNullable(context.environment().get(TOKEN)).filter(text -> !text.isBlank());
            if (given.isEmpty()) {
                given = StoredTokens.in(context.environment())
                        .find(where, context.clock().instant());
            }
        }
        if (given.filter(text -> !AccessTokens.isToken(text)).isPresent()) {
            throw new ParameterException(spec.commandLine(), "What --token or " + TOKEN + " gives is no access token");
        }
        return given;
    }

    /** @throws ParameterException when the address cannot be used */
    Endpoint endpoint() {
        return endpoint.value();
    }

    /** The option that leads a second command to the same system, or nothing when it goes there by itself. */
    String repeated() {
        return endpoint.repeated();
    }
}
