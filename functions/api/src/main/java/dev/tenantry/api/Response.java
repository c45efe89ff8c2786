package dev.tenantry.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.storage.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An answer of the HTTP API.
 *
 * @param status the HTTP status
 * @param headers beside the ones that every answer has
 * @param body the JSON, or empty for an answer without one
 */
record Response(int status, Map<String, String> headers, Optional<JsonNode> body) {

    /** An answer with a body. */
    static Response of(int status, JsonNode body, Map<String, String> headers) {
        return new Response(status, headers, Optional.of(body));
    }

    /** A job, or 304 when the caller has this version of it already (RFC 9110, section 13.1.2). */
    static Response job(Job job, Request request) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ETag", etag(job));
        if (!job.status().isEnded()) {
            headers.put("Retry-After", "1");
        }
        return request.header("if-none-match")
                        .filter(known -> matches(known, etag(job)))
                        .isPresent()
                ? new Response(304, headers, Optional.empty())
                : of(200, JobJson.write(job), headers);
    }

    /** A job that something was asked of, and that now gets on with it. */
    static Response accepted(Job job) {
        return of(202, JobJson.write(job), Map.of("Location", location(job), "ETag", etag(job), "Retry-After", "1"));
    }

    /**
     * A page of a list: its items under this name, and, unless the list ends here, how the next page is read: as
     * {@code next}, and as a link (RFC 8288).
     */
    static <T> Response page(String name, Page<T> page, Function<T, ? extends JsonNode> write, Request request) {
        var body = Json.object();
        var items = body.putArray(name);
        page.items().forEach(item -> items.add(write.apply(item)));
        var headers = new LinkedHashMap<String, String>();
        page.next().ifPresent(cursor -> {
            body.put("next", cursor);
            headers.put("Link", "<" + request.targetWith("cursor", cursor) + ">; rel=\"next\"");
        });
        return of(200, body, headers);
    }

    /** The job's version as an entity tag. */
    static String etag(Job job) {
        return "\"v" + job.version() + "\"";
    }

    /** Where a job is read. */
    static String location(Job job) {
        return location(job.id());
    }

    /** Where the job of this id is read. */
    static String location(JobId id) {
        return "/v1/provisioning-jobs/" + id;
    }

    /** The answer as Lambda hands it to API Gateway. */
    APIGatewayV2HTTPResponse toLambda(String contentType) {
        var all = new LinkedHashMap<>(headers);
        all.putIfAbsent("Cache-Control", "private, no-cache");
        body.ifPresent(json -> all.put("Content-Type", contentType));
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body.map(Json::write).orElse(""))
                .build();
    }

    private static boolean matches(String ifNoneMatch, String etag) {
        for (var tag : ifNoneMatch.split(",", -1)) {
            var bare = tag.strip();
            if (bare.equals("*") || bare.equals(etag) || bare.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }
}
