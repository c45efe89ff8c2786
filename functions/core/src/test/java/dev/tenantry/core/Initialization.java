package dev.tenantry.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** The initialization of a function with SnapStart. */
public final class Initialization {
    private static final Map<String, String> VARIABLES = Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "TABLE_NAME", "tenantry-Table",
            "KMS_KEY_ARN", "arn:aws:kms:us-east-1:123456789012:key/1",
            "STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning",
            "SETTINGS_PARAMETER", "/tenantry/settings",
            "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

    private Initialization() {}

    /**
     * Requires that a handler is made without a call to AWS. A snapshot is taken of a function that has no permissions
     * yet, perhaps, and of what it has read too.
     *
     * @param handler makes the handler as Lambda does
     */
    public static void requireNoCall(Callable<Object> handler) throws Exception {
        try (var aws = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var variables = new HashMap<>(VARIABLES);
            variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.getLocalPort());

            assertThat(Environment.callWith(variables, handler)).isNotNull();

            assertThat(hasCaller(aws)).isFalse();
        }
    }

    private static boolean hasCaller(ServerSocket server) throws IOException {
        server.setSoTimeout(1);
        try (var caller = server.accept()) {
            return caller.isConnected();
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }
}
