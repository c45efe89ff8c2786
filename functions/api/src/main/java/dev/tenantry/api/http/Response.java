package dev.tenantry.api.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.Sha256;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.storage.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An answer of the HTTP API.
 *
 * @param status the HTTP status
 * @param headers beside the ones that every answer has
 * @param body the JSON's text, or empty for an answer without one
 */
public record Response(int status, Map<String, String> headers, Optional<String> body) {
    /**
     * An answer is nothing else than what it says it is, no page, and for no page of another site that is not allowed.
     */
    private static final Map<String, String> PROTECTION = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Strict-Transport-Security", "max-age=31536000");

    /** How much of the hash of a text is its entity tag: enough that no two texts have the same one. */
    private static final int TAG_LENGTH = 32;

    /** An answer with a body. */
    public static Response of(int status, JsonNode body, Map<String, String> headers) {
        return new Response(status, headers, Optional.of(Json.write(body)));
    }

    /** A text whose hash is its strong entity tag, or 304 when the caller has it already (RFC 9110, section 13.1.2). */
    public static Response text(String json, Map<String, String> headers, Request request) {
        return tagged("\"" + Sha256.hex(json).substring(0, TAG_LENGTH) + "\"", () -> json, headers, request);
    }

    /** A job, or 304 when the caller has this version of it already (RFC 9110, section 13.1.2). */
    public static Response job(Job job, Request request) {
        var headers = new LinkedHashMap<String, String>();
        if (!job.status().isEnded()) {
            headers.put("Retry-After", "1");
        }
        return tagged(etag(job), () -> Json.write(JobJson.write(job)), headers, request);
    }

    private static Response tagged(String etag, Supplier<String> json, Map<String, String> headers, Request request) {
        var all = new LinkedHashMap<>(headers);
        all.put("ETag", etag);
        return request.header("if-none-match")
                        .filter(known -> matches(known, etag))
                        .isPresent()
                ? new Response(304, all, Optional.empty())
                : new Response(200, all, Optional.of(json.get()));
    }

    /** A job that something was asked of, and that now gets on with it. */
    public static Response accepted(Job job) {
        return of(202, JobJson.write(job), Map.of("Location", location(job), "ETag", etag(job), "Retry-After", "1"));
    }

    /**
     * A page of a list: its items under this name, and, unless the list ends here, how the next page is read: as
     * {@code next}, and as a link (RFC 8288).
     */
    public static <T> Response page(String name, Page<T> page, Function<T, ? extends JsonNode> write, Request request) {
        var body = Json.object();
        var items = body.putArray(name);
        page.items().forEach(item -> items.add(write.apply(item)));
        var headers = new LinkedHashMap<String, String>();
        page.next().ifPresent(cursor -> {
            var next = request.cursorOf(cursor);
            body.put("next", next);
            headers.put("Link", "<" + request.targetWith("cursor", next) + ">; rel=\"next\"");
        });
        return text(Json.write(body), headers, request);
    }

    /** The job's version as an entity tag. */
    public static String etag(Job job) {
        return "\"v" + job.version() + "\"";
    }

    /** The path at which a job is read. */
    public static String location(Job job) {
        return location(job.id());
    }

    /** The path at which the job of this id is read. */
    public static String location(JobId id) {
        return "/v1/provisioning-jobs/" + id;
    }

    /** The answer as Lambda hands it to API Gateway. */
    public APIGatewayV2HTTPResponse toLambda(String contentType) {
        var all = new LinkedHashMap<>(headers);
        all.putIfAbsent("Cache-Control", headers.containsKey("ETag") ? "private, no-cache" : "no-store");
        all.putAll(PROTECTION);
        body.ifPresent(json -> all.put("Content-Type", contentType));
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body.orElse(""))
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
