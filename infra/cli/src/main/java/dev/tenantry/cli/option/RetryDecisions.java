package dev.tenantry.cli.option;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.cli.api.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What is decided with a retry: what becomes of a subaccount of the organisation's name that the system has not
 * created, and what is agreed to about a registration that was rejected.
 */
public final class RetryDecisions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @ArgGroup(exclusive = true)
    private Choice choice;

    @Option(
            names = "--accept-fees",
            description =
                    "Delete a campaign or verification of which Twilio takes no correction, and register another, whose "
                            + "fee is paid again.")
    private boolean acceptFees;

    @Option(
            names = "--resubmit",
            description =
                    "Submit again what Twilio does not say it takes, or look again whether it still calls it final.")
    private boolean resubmit;

    private static final class Choice {
        @Option(
                names = "--adopt-subaccount",
                paramLabel = "AC…",
                description =
                        "Use this subaccount, which Twilio has under the organisation's name, for the organisation.")
        private String adopt;

        @Option(
                names = "--create-subaccount",
                description = "Create a subaccount beside the one that Twilio has under the organisation's name.")
        private boolean create;
    }

    /**
     * The body of a retry.
     *
     * @param plan the plan, if one was given
     * @return empty when neither a plan nor a decision was given
     * @throws ParameterException when the plan is no JSON object, to which a decision could be added
     */
    public Optional<byte[]> with(Optional<byte[]> plan) {
        if (choice == null && !acceptFees && !resubmit) {
            return plan;
        }
        var body = plan.map(this::parse).orElseGet(Json.MAPPER::createObjectNode);
        if (choice != null) {
            var subaccount = body.putObject("subaccount");
            if (choice.create) {
                subaccount.put("create", true);
            } else {
                subaccount.put("adopt", choice.adopt);
            }
        }
        if (acceptFees) {
            body.put("acceptFees", true);
        }
        if (resubmit) {
            body.put("resubmit", true);
        }
        return Optional.of(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode parse(byte[] plan) {
        try {
            JsonNode json = Json.MAPPER
                    .reader(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(plan);
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            throw new ParameterException(
                    spec.commandLine(), "The plan is not JSON: " + malformed.getMessage(), malformed);
        }
        throw new ParameterException(spec.commandLine(), "The plan is not a JSON object.");
    }
}
