package dev.tenantry.cli;

import dev.tenantry.cli.api.CredentialsException;
import dev.tenantry.cli.api.Endpoint;
import dev.tenantry.cli.api.SigV4;
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

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = ENDPOINT,
            paramLabel = "URL",
            defaultValue = "${env:TENANTRY_ENDPOINT:-" + DEFAULT_ENDPOINT + "}",
            description = {
                "Address of the HTTP API. Default: $TENANTRY_ENDPOINT, or else " + DEFAULT_ENDPOINT,
                "Requests that leave this machine are signed (SigV4) with the credentials that the AWS command line "
                        + "would use; the region is the host name's, or else AWS_REGION's or the profile's."
            })
    private URI endpoint;

    /** @throws ParameterException when an address cannot be used */
    Client client() throws CredentialsException {
        var where = endpoint();
        var signer = where.isLocal() ? Optional.<SigV4>empty() : Optional.of(SigV4.withDefaultCredentials(where));
        return Client.of(where, signer);
    }

    /** @throws ParameterException when the address cannot be used */
    Endpoint endpoint() {
        try {
            return new Endpoint(endpoint);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** The option that leads a second command to the same system, or nothing when it goes there by itself. */
    String repeated() {
        return endpoint.toString().equals(DEFAULT_ENDPOINT) ? "" : " --endpoint " + endpoint;
    }
}
