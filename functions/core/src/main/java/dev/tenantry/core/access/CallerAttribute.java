package dev.tenantry.core.access;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A caller as an attribute of an item: what an authorizer's context says of it, as a map. */
public final class CallerAttribute {
    private CallerAttribute() {}

    /** The attribute of a caller. */
    public static AttributeValue write(Caller caller) {
        return AttributeValue.fromM(AuthorizerContext.write(caller).entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> AttributeValue.fromS(entry.getValue().toString()))));
    }

    /** The caller of an attribute. What is missing or unknown allows nothing. */
    public static Caller read(AttributeValue attribute) {
        return AuthorizerContext.read(attribute.m().entrySet().stream()
                .filter(entry -> entry.getValue().s() != null)
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().s())));
    }
}
