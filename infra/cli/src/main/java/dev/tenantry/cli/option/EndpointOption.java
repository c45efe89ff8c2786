package dev.tenantry.cli.option;

import dev.tenantry.cli.api.Endpoint;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Option {@code --endpoint}: the address of the system's HTTP API. */
public final class EndpointOption {
    /** The name of the option. */
    public static final String NAME = "--endpoint";

    private static final String LOCAL = "http://127.0.0.1:8080";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = NAME,
            paramLabel = "URL",
            defaultValue = "${env:TENANTRY_ENDPOINT:-" + LOCAL + "}",
            description = "Address of the HTTP API. Default: $TENANTRY_ENDPOINT, or else " + LOCAL)
    private URI value;

    /**
     * The address.
     *
     * @throws ParameterException when it cannot be used
     */
    public Endpoint value() {
        try {
            return new Endpoint(value);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    /** The option that leads a second command to the same system, or nothing when it goes there by itself. */
    public String repeated() {
        return value.toString().equals(LOCAL) ? "" : " " + NAME + " " + value;
    }
}
