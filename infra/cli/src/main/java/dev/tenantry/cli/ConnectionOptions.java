package dev.tenantry.cli;

import dev.tenantry.cli.api.AccessTokens;
import dev.tenantry.cli.api.Authorization;
import dev.tenantry.cli.api.CredentialsException;
import dev.tenantry.cli.api.Endpoint;
import dev.tenantry.cli.api.SigV4;
import dev.tenantry.cli.login.LoginException;
import dev.tenantry.cli.login.StoredTokens;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that name the system to connect to. */
final class ConnectionOptions {
    static final String ENDPOINT = "--endpoint";

    private static final String DEFAULT_ENDPOINT = "http://127.0.0.1:8080";
    static final String DEFAULT = "${env:TENANTRY_ENDPOINT:-" + DEFAULT_ENDPOINT + "}";

    private static final String TOKEN = "PROVISIONING_TOKEN";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = ENDPOINT,
            paramLabel = "URL",
            defaultValue = DEFAULT,
            description = {
                "Address of the HTTP API. Default: $TENANTRY_ENDPOINT, or else " + DEFAULT_ENDPOINT,
                "Requests that leave this machine have an access token, or else are signed (SigV4) with the credentials "
                        + "that the AWS command line would use; the region is the host name's, or else AWS_REGION's or "
                        + "the profile's."
            })
    private URI endpoint;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The access token to send. Default: a local system's own; elsewhere $" + TOKEN
                    + ", or else that of the login")
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
        return checked(endpoint, spec);
    }

    /** @throws ParameterException when the address cannot be used */
    static Endpoint checked(URI endpoint, CommandSpec command) {
        try {
            return new Endpoint(endpoint);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    /** The option that leads a second command to the same system, or nothing when it goes there by itself. */
    String repeated() {
        return endpoint.toString().equals(DEFAULT_ENDPOINT) ? "" : " --endpoint " + endpoint;
    }
}
