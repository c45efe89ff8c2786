package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.store.ExecutionRecord.TaskReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a call, with the checks that the service model states. */
final class Request {
    private static final int MAX_ARN = 256;
    private static final int MAX_PAGE = 1_000;
    private static final int MAX_PAGE_TOKEN = 1_024;

    private final JsonNode json;
    private final Optional<TaskReference> startedBy;

    Request(JsonNode json, Optional<TaskReference> startedBy) {
        this.json = json;
        this.startedBy = startedBy;
    }

    /** The task of a state machine that makes this call; empty for a call from outside. */
    Optional<TaskReference> startedBy() {
        return startedBy;
    }

    Optional<String> text(String name) {
        JsonNode value = json.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    String required(String name) {
        return text(name)
                .orElseThrow(() -> ApiException.validation("1 validation error detected: Value at '" + name
                        + "' failed to satisfy constraint: Member must not be null"));
    }

    /** A text of limited length that the error does not repeat: the service model calls it sensitive. */
    Optional<String> sensitive(String name, int maxLength) {
        return sensitive(json, name, name, maxLength);
    }

    /** As {@link #sensitive(String, int)}, for a member of a structure; {@code path} is how errors name it. */
    static Optional<String> sensitive(JsonNode structure, String member, String path, int maxLength) {
        JsonNode value = structure.path(member);
        if (!value.isTextual()) {
            return Optional.empty();
        }
        if (value.textValue().length() > maxLength) {
            throw ApiException.validation("1 validation error detected: Value at '" + path
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + maxLength);
        }
        return Optional.of(value.textValue());
    }

    /** A text of limited length. */
    Optional<String> text(String name, int maxLength) {
        Optional<String> value = text(name);
        value.filter(text -> text.length() > maxLength).ifPresent(text -> {
            throw constraint(name, text, "Member must have length less than or equal to " + maxLength);
        });
        return value;
    }

    /** The token of a further page. */
    Optional<String> nextToken(int maxLength) {
        Optional<String> token = text("nextToken", maxLength);
        token.filter(String::isEmpty).ifPresent(text -> {
            throw constraint("nextToken", text, "Member must have length greater than or equal to 1");
        });
        return token;
    }

    /** The token of a further page, of the usual length. */
    Optional<String> nextToken() {
        return nextToken(MAX_PAGE_TOKEN);
    }

    String arn(String name) {
        String value = required(name);
        if (value.isEmpty()) {
            throw constraint(name, value, "Member must have length greater than or equal to 1");
        }
        if (value.length() > MAX_ARN * 8) {
            throw constraint(name, value, "Member must have length less than or equal to " + MAX_ARN);
        }
        return value;
    }

    boolean flag(String name, boolean otherwise) {
        return json.path(name).asBoolean(otherwise);
    }

    JsonNode node(String name) {
        return json.path(name);
    }

    /** The page size; 0 and absence mean the default. */
    int pageSize(int defaultSize) {
        long wanted = json.path("maxResults").asLong(0);
        if (wanted < 0) {
            throw constraint("maxResults", String.valueOf(wanted), "Member must have value greater than or equal to 0");
        }
        if (wanted > MAX_PAGE) {
            throw constraint(
                    "maxResults", String.valueOf(wanted), "Member must have value less than or equal to " + MAX_PAGE);
        }
        return wanted == 0 ? defaultSize : (int) wanted;
    }

    /** One of the values of an enumeration. */
    Optional<String> oneOf(String name, List<String> values) {
        Optional<String> value = text(name);
        value.filter(each -> !values.contains(each)).ifPresent(each -> {
            throw constraint(name, each, "Member must satisfy enum value set: " + values);
        });
        return value;
    }

    List<JsonNode> list(String name) {
        List<JsonNode> elements = new ArrayList<>();
        json.path(name).forEach(elements::add);
        return elements;
    }

    static ApiException constraint(String name, String value, String constraint) {
        return ApiException.validation("1 validation error detected: Value '" + value + "' at '" + name
                + "' failed to satisfy constraint: " + constraint);
    }
}
