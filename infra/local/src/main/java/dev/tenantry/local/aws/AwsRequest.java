package dev.tenantry.local.aws;

import java.net.URI;

/**
 * A request to a service of the AWS JSON protocols.
 *
 * @param operation for instance {@code StartExecution}
 * @param body JSON
 * @param endpoint the address that the client used, without a path
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record AwsRequest(String operation, byte[] body, URI endpoint) {}
