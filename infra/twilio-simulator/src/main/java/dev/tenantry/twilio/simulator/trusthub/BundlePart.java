package dev.tenantry.twilio.simulator.trusthub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.twilio.simulator.state.Resource;

/** Data that a bundle consists of. */
public sealed interface BundlePart extends Resource permits EndUser, SupportingDocument {
    /** What kind of data, such as {@code authorized_representative_1}. */
    String type();

    /** The data, an object. */
    JsonNode attributes();

    /** Whether the data have this attribute, and it says something. */
    default boolean says(String attribute) {
        return attributes() != null
                && attributes().hasNonNull(attribute)
                && !attributes().get(attribute).asText().isBlank();
    }
}
