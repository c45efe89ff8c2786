package dev.tenantry.steps.drift;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.steps.resource.Difference;
import java.util.List;
import java.util.Optional;

/**
 * A resource that the organisation should have, and how it is at Twilio.
 *
 * @param key which
 * @param sid Twilio's id of it, if the ledger has one
 * @param detail what people know it by, e.g. the phone number, if it has such a thing
 * @param result how it compares
 */
public record ComparedResource(ResourceKey key, Optional<String> sid, Optional<String> detail, Result result) {
    /** The result of the comparison. */
    public sealed interface Result {
        /** As planned, as far as Twilio shows it. */
        record InSync() implements Result {}

        /**
         * There, but with other settings.
         *
         * @param differences which
         */
        record Drifted(List<Difference> differences) implements Result {
            /** Keeps a copy. */
            public Drifted {
                differences = List.copyOf(differences);
            }
        }

        /** Not there any more. */
        record Missing() implements Result {}

        /**
         * Not compared.
         *
         * @param reason why not, for people
         */
        record Unchecked(String reason) implements Result {}
    }

    /** Whether it is known not to be as planned. */
    public boolean isFinding() {
        return switch (result) {
            case Result.Drifted _, Result.Missing _ -> true;
            case Result.InSync _, Result.Unchecked _ -> false;
        };
    }
}
