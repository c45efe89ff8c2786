package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Metadata that the AWS SDK inside of Step Functions adds to responses and errors. */
final class SdkMetadata {
    private SdkMetadata() {}

    static void addTo(ObjectNode output, String requestId) {
        ObjectNode http = output.putObject("SdkHttpMetadata");
        http.putObject("AllHttpHeaders").putArray("x-amzn-RequestId").add(requestId);
        http.putObject("HttpHeaders").put("x-amzn-RequestId", requestId);
        http.put("HttpStatusCode", 200);
        output.putObject("SdkResponseMetadata").put("RequestId", requestId);
    }

    static String message(String message, String service, int status, String requestId) {
        return message + " (Service: " + service + ", Status Code: " + status + ", Request ID: " + requestId
                + ") (SDK Attempt Count: 1)";
    }
}
