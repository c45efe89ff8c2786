package dev.tenantry.api;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.OrgId;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A request to the HTTP API, as the handlers need it: API Gateway's payload format 2.0. */
final class Request {
    private static final int LARGEST_BODY = 64 * 1024;
    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,255}");

    private final APIGatewayV2HTTPEvent event;
    private final LambdaLogger logger;

    /** @param logger the log of the function that answers the request */
    Request(APIGatewayV2HTTPEvent event, LambdaLogger logger) {
        this.event = event;
        this.logger = logger;
    }

    /** The organisation of the path. */
    OrgId orgId() {
        return orgId(pathParameter("orgId"));
    }

    /** The organisation of the query, if it names one. */
    Optional<OrgId> orgIdOfQuery() {
        return parameter("orgId").map(Request::orgId);
    }

    private static OrgId orgId(String value) {
        if (!OrgId.isValid(value)) {
            throw new ProblemException(Problem.invalidParameter(
                    "The organisation's id is not valid.",
                    "Use 1 to 40 letters, digits, - or _, beginning with a letter or digit."));
        }
        return new OrgId(value);
    }

    /** The job of the path. An id that no job can have is one that no job has. */
    JobId jobId() {
        var value = pathParameter("jobId");
        if (!JobId.isValid(value)) {
            throw new ProblemException(Problem.notFound(
                    "There is no such job.", "Use the id that the trigger answered: job_ and 26 characters."));
        }
        return new JobId(value);
    }

    /** How many items of a list the caller wants at most. */
    int limit() {
        return (int) number("limit", 1, LARGEST_PAGE, USUAL_PAGE);
    }

    /**
     * The cursor that the caller got with the page before, or empty for the first page.
     *
     * @param isValid whether a text can be such a cursor
     */
    Optional<String> cursor(Predicate<String> isValid) {
        var cursor = parameter("cursor");
        if (!cursor.stream().allMatch(isValid)) {
            throw new ProblemException(Problem.invalidParameter(
                    "The parameter cursor is not one that this list gives out.",
                    "Use the \"next\" of the page before, or leave it out for the first page."));
        }
        return cursor;
    }

    /** The path and query of this request, with another value of one parameter. */
    String targetWith(String parameter, String value) {
        var query = new TreeMap<>(query());
        query.put(parameter, value);
        return query.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", event.getRawPath() + "?", ""));
    }

    /** A parameter of the query. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query().get(name));
    }

    /** A whole number of the query. */
    long number(String parameter, long smallest, long largest, long otherwise) {
        try {
            var number = parameter(parameter).map(Long::parseLong).orElse(otherwise);
            if (number >= smallest && number <= largest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, in the same words as a number out of range.
        }
        throw new ProblemException(Problem.invalidParameter(
                "The parameter " + parameter + " is not a whole number from " + smallest + " to " + largest + ".",
                "Mend the parameter, or leave it out for " + otherwise + "."));
    }

    /** A header, by its name in lower case, as API Gateway hands headers over. */
    Optional<String> header(String name) {
        return Optional.ofNullable(event.getHeaders()).map(all -> all.get(name));
    }

    /** The key by which the caller may send this request again, if it gave one. */
    Optional<String> idempotencyKey() {
        var key = header("idempotency-key");
        if (!key.stream().allMatch(IDEMPOTENCY_KEY.asMatchPredicate())) {
            throw new ProblemException(Problem.of(
                    400,
                    "idempotency-key-invalid",
                    "The Idempotency-Key is not valid",
                    "The header Idempotency-Key is not a text of 1 to 255 visible ASCII characters.",
                    "Use a random UUID, the same each time that you send this request again."));
        }
        return key;
    }

    /** The body's text, or empty when there is none. */
    Optional<String> body() {
        if (event.getBody() == null || event.getBody().isEmpty()) {
            return Optional.empty();
        }
        var bytes = event.getIsBase64Encoded()
                ? Base64.getDecoder().decode(event.getBody())
                : event.getBody().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST_BODY) {
            throw new ProblemException(Problem.of(
                    413,
                    "payload-too-large",
                    "The body is too large",
                    "The body has " + bytes.length + " bytes; at most " + LARGEST_BODY + " are read.",
                    "Send a smaller plan."));
        }
        requireJson();
        return Optional.of(utf8(bytes));
    }

    /** Who asks: the ARN of the IAM identity that signed the request. */
    String caller() {
        return Optional.ofNullable(event.getRequestContext().getAuthorizer())
                .map(authorizer -> authorizer.getIam())
                .map(iam -> iam.getUserArn())
                .orElse("unknown");
    }

    /** API Gateway's id of the request. */
    String id() {
        return event.getRequestContext().getRequestId();
    }

    private Map<String, String> query() {
        return Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Writes to the function's log what happened because of this request. */
    void log(LogLevel level, String happening) {
        logger.log("Request " + id() + ": " + happening, level);
    }

    private String pathParameter(String name) {
        return Optional.ofNullable(event.getPathParameters()).orElse(Map.of()).getOrDefault(name, "");
    }

    private void requireJson() {
        var type = header("content-type").orElse("").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase("application/json")) {
            throw new ProblemException(Problem.of(
                    415,
                    "unsupported-media-type",
                    "The body's media type is not supported",
                    "The body must be application/json.",
                    "Send the header Content-Type: application/json."));
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new ProblemException(Problem.malformedBody("The body is not UTF-8."));
        }
    }
}
