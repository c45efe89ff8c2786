package dev.tenantry.stepfunctions.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A state machine with its versions, aliases and tags.
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
    /** Whether it is of the type EXPRESS. */
    public boolean express() {
        return type.equals("EXPRESS");
    }

    /** The machine with other versions. */
    public MachineRecord withVersions(List<Version> value, int last) {
        return new MachineRecord(
                arn,
                name,
                type,
                definition,
                roleArn,
                creationMillis,
                revisionId,
                updateMillis,
                settings,
                tags,
                value,
                last,
                aliases);
    }

    /** The machine with other aliases. */
    public MachineRecord withAliases(List<Alias> value) {
        return new MachineRecord(
                arn,
                name,
                type,
                definition,
                roleArn,
                creationMillis,
                revisionId,
                updateMillis,
                settings,
                tags,
                versions,
                lastVersion,
                value);
    }

    /** The machine with other tags. */
    public MachineRecord withTags(Map<String, String> value) {
        return new MachineRecord(
                arn,
                name,
                type,
                definition,
                roleArn,
                creationMillis,
                revisionId,
                updateMillis,
                settings,
                value,
                versions,
                lastVersion,
                aliases);
    }

    /** A version by its number. */
    public Optional<Version> version(String number) {
        return versions.stream()
                .filter(each -> String.valueOf(each.number()).equals(number))
                .findFirst();
    }

    /** An alias by its name. */
    public Optional<Alias> alias(String aliasName) {
        return aliases.stream().filter(each -> each.name().equals(aliasName)).findFirst();
    }

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
