package dev.tenantry.local;

import static dev.tenantry.local.apigateway.SignedRequests.SIGNATURE;

import dev.tenantry.local.template.Template;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.TreeMap;

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

    /** Asks as a browser does for a page of the origin that the template allows: by a preflight, then for real. */
    static String observeCors(Template template) throws Exception {
        try (var server = new ApiServer(template);
                var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.uri().resolve("/v1/orgs/acme/provisioning-jobs"))
                    .header("Authorization", SIGNATURE)
                    .header("Origin", "https://none.invalid");
            var preflight = request.copy()
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", BodyPublishers.noBody())
                    .build();
            var answers = cors(http.send(preflight, BodyHandlers.ofString())) + " "
                    + cors(http.send(request.POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString()));
            http.shutdownNow();
            return answers;
        }
    }

    private static String cors(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> !name.startsWith("access-control-"));
        return answer.statusCode() + " " + headers;
    }

    /** Calls a route with a token, twice, and tells which functions were invoked. */
    static String observeToken(Template template) throws Exception {
        try (var server = new ApiServer(template);
                var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.uri().resolve("/v1/provisioning-jobs"))
                    .header("Authorization", "Bearer x")
                    .build();
            var statuses = new ArrayList<Integer>();
            for (var call = 0; call < 2; call++) {
                statuses.add(http.send(request, BodyHandlers.discarding()).statusCode());
            }
            http.shutdownNow();
            return statuses + " by " + server.invoked();
        }
    }

    private static String call(Template template, String path) throws Exception {
        try (var server = new ApiServer(template);
                var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.uri().resolve(path))
                    .header("Authorization", SIGNATURE)
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
