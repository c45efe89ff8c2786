package dev.tenantry.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.OrgId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A request to the HTTP API, as the handlers need it: API Gateway's payload format 2.0. */
final class Request {
    private static final int LARGEST_BODY = 64 * 1024;

    private final APIGatewayV2HTTPEvent event;

    Request(APIGatewayV2HTTPEvent event) {
        this.event = event;
    }

    /** The organisation of the path. */
    OrgId orgId() {
        var value = pathParameter("orgId");
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

    /** A whole number of the query. */
    long number(String parameter, long smallest, long largest, long otherwise) {
        var text = Optional.ofNullable(event.getQueryStringParameters()).map(all -> all.get(parameter));
        try {
            var number = text.map(Long::parseLong).orElse(otherwise);
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
