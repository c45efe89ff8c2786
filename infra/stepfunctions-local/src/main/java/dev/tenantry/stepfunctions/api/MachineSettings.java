package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.List;
import java.util.Set;

/**
 * The configurations of a state machine for logging, tracing and encryption: checked, stored and shown, without any
 * effect. Source: API reference, LoggingConfiguration, TracingConfiguration and EncryptionConfiguration.
 */
final class MachineSettings {
    private static final String LOGGING = "loggingConfiguration";
    private static final String TRACING = "tracingConfiguration";
    private static final String ENCRYPTION = "encryptionConfiguration";
    private static final List<String> ALL = List.of(LOGGING, TRACING, ENCRYPTION);

    /** In the order in which AWS lists them. */
    private static final List<String> LEVELS = List.of("ERROR", "ALL", "OFF", "FATAL");

    private static final Set<String> ENCRYPTION_TYPES = Set.of("AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY");

    private MachineSettings() {}

    /** The configurations that a request gives. */
    static ObjectNode of(Request request) {
        ObjectNode settings = Json.NODES.objectNode();
        ALL.stream()
                .filter(name -> request.node(name).isObject())
                .forEach(name -> settings.set(name, request.node(name)));
        if (settings.has(LOGGING)) {
            settings.set(LOGGING, logging(settings.path(LOGGING)));
        }
        if (settings.has(ENCRYPTION)) {
            checkEncryption(settings.path(ENCRYPTION));
        }
        return settings;
    }

    private static ObjectNode logging(JsonNode given) {
        String level = given.path("level").asText("OFF");
        if (!LEVELS.contains(level)) {
            throw Request.constraint(LOGGING + ".level", level, "Member must satisfy enum value set: " + LEVELS);
        }
        JsonNode destinations = given.path("destinations");
        if (destinations.size() > 1 || (destinations.isEmpty() && !level.equals("OFF"))) {
            throw invalidLogging("Must specify exactly one Log Destination.");
        }
        for (JsonNode destination : destinations) {
            String arn = destination
                    .path("cloudWatchLogsLogGroup")
                    .path("logGroupArn")
                    .asText();
            if (!arn.matches("arn:[^:]+:logs:[^:]*:[^:]*:log-group:.+:\\*")) {
                throw invalidLogging("The ARN of the log group must end with ':*': " + arn);
            }
        }
        ObjectNode logging = given.deepCopy();
        logging.put("level", level);
        logging.put("includeExecutionData", given.path("includeExecutionData").asBoolean());
        return logging;
    }

    private static ApiException invalidLogging(String why) {
        return new ApiException("InvalidLoggingConfiguration", "Invalid Logging Configuration: " + why);
    }

    private static void checkEncryption(JsonNode given) {
        String type = given.path("type").asText();
        if (!ENCRYPTION_TYPES.contains(type)) {
            throw Request.constraint(
                    ENCRYPTION + ".type",
                    type,
                    "Member must satisfy enum value set: [CUSTOMER_MANAGED_KMS_KEY, AWS_OWNED_KEY]");
        }
    }

    /** What is in force: what was given, and the defaults for the rest. */
    static ObjectNode effective(JsonNode given) {
        ObjectNode settings = Json.NODES.objectNode();
        settings.set(LOGGING, given.has(LOGGING) ? given.path(LOGGING) : logging(Json.NODES.objectNode()));
        settings.set(
                TRACING,
                given.has(TRACING)
                        ? given.path(TRACING)
                        : Json.NODES.objectNode().put("enabled", false));
        settings.set(
                ENCRYPTION,
                given.has(ENCRYPTION)
                        ? given.path(ENCRYPTION)
                        : Json.NODES.objectNode().put("type", "AWS_OWNED_KEY"));
        return settings;
    }
}
