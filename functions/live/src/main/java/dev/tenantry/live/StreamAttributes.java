package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.storage.Attributes;
import java.util.LinkedHashMap;
import java.util.Map;

/** The attribute values of a stream record, which are a class of the events library's own, as JSON. */
final class StreamAttributes {
    private StreamAttributes() {}

    /** The members of a map attribute, as {@link Attributes} wrote them. */
    static ObjectNode json(Map<String, AttributeValue> attributes) {
        return Attributes.json(sdk(attributes));
    }

    private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> sdk(
            Map<String, AttributeValue> attributes) {
        var values = new LinkedHashMap<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>();
        attributes.forEach((name, value) -> values.put(name, sdk(value)));
        return values;
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue sdk(AttributeValue value) {
        var sdk = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
        if (value.getM() != null) {
            sdk.m(sdk(value.getM()));
        } else if (value.getL() != null) {
            sdk.l(value.getL().stream().map(StreamAttributes::sdk).toList());
        } else {
            sdk.s(value.getS()).n(value.getN()).bool(value.getBOOL()).nul(value.getNULL());
        }
        return sdk.build();
    }
}
