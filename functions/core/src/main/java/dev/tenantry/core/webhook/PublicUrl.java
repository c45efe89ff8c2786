package dev.tenantry.core.webhook;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Where the HTTP API answers to the world, from a parameter of Systems Manager.
 *
 * <p>A function knows the parameter by its name alone: a function that the API reaches cannot refer to the API, since
 * CloudFormation makes the function first. It is read at the first use and not before, so that no snapshot of a
 * function holds it.
 */
final class PublicUrl implements Supplier<URI> {
    private final SsmClient ssm;
    private final String parameter;
    private URI known;

    PublicUrl(SsmClient ssm, String parameter) {
        this.ssm = ssm;
        this.parameter = parameter;
    }

    /** The address in the parameter that {@code PUBLIC_URL_PARAMETER} names. */
    static PublicUrl of(Environment environment) {
        return new PublicUrl(
                new AwsClients(environment).make(SsmClient.builder(), "SSM"),
                environment.require("PUBLIC_URL_PARAMETER"));
    }

    /**
     * The address, without a path.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the parameter cannot be read
     */
    @Override
    public synchronized URI get() {
        if (known == null) {
            known = URI.create(
                    ssm.getParameter(get -> get.name(parameter)).parameter().value());
        }
        return known;
    }
}
