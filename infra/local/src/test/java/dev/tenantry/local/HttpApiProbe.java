package dev.tenantry.local;

import dev.tenantry.local.template.Template;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls routes of the HTTP API, and tells the answer, the function and whether it learns who called. */
final class HttpApiProbe {

    private HttpApiProbe() {}

    /** Calls a route of a signed-in caller. */
    static String observe(Template template) throws Exception {
        return call(template, "/v1/orgs/acme/provisioning-jobs");
    }

    /** Calls a route that is open to the world. */
    static String observeCallback(Template template) throws Exception {
        return call(template, "/webhooks/twilio/acme/nonce");
    }

    private static String call(Template template, String path) throws Exception {
        try (var server = new ApiServer(template);
                var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.uri().resolve(path))
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            var status = http.send(request, BodyHandlers.ofString()).statusCode();
            http.shutdownNow();
            if (status != 200) {
                return "status " + status;
            }
            var invocation = server.next();
            var caller = invocation.getValue().at("/requestContext/authorizer/iam/userArn");
            return invocation.getKey() + " called by " + caller.asText();
        }
    }
}
