package dev.tenantry.stepfunctions.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A state machine with everything that hangs on it.
 *
 * @param type STANDARD or EXPRESS
 * @param revisionId changes with every update; empty for a machine that was never updated
 * @param updateMillis when the definition was set, in milliseconds since the epoch
 * @param settings loggingConfiguration, tracingConfiguration and encryptionConfiguration as they were given
 * @param versions oldest first
 * @param lastVersion the highest version number that was ever given
 */
public record MachineRecord(
        String arn,
        String name,
        String type,
        String definition,
        String roleArn,
        long creationMillis,
        Optional<String> revisionId,
        long updateMillis,
        JsonNode settings,
        Map<String, String> tags,
        List<Version> versions,
        int lastVersion,
        List<Alias> aliases) {
    /** A published version. */
    public record Version(
            int number,
            String definition,
            String roleArn,
            Optional<String> revisionId,
            Optional<String> description,
            long creationMillis) {}

    /** An alias with the versions it points to. */
    public record Alias(
            String name, Optional<String> description, List<Route> routes, long creationMillis, long updateMillis) {}

    /** One version of an alias and its share in per cent. */
    public record Route(int version, int weight) {}
}
