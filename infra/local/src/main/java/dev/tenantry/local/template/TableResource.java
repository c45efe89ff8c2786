package dev.tenantry.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table ({@code AWS::DynamoDB::Table}).
 *
 * @param logicalId its key in the template
 * @param name its name
 * @param arn its ARN
 * @param streamArn the ARN that the template's references to its stream have
 * @param attributeTypes the type of each key attribute: {@code S}, {@code N} or {@code B}
 * @param keys its key: {@code HASH}, then perhaps {@code RANGE}
 * @param globalIndexes its global secondary indexes
 * @param streamView what its stream shows of an item, for instance {@code NEW_IMAGE}; empty without a stream
 * @param timeToLiveAttribute the attribute that says when an item expires
 */
public record TableResource(
        String logicalId,
        String name,
        String arn,
        String streamArn,
        Map<String, String> attributeTypes,
        List<Key> keys,
        List<GlobalIndex> globalIndexes,
        Optional<String> streamView,
        Optional<String> timeToLiveAttribute) {

    /** Copies the collections. */
    public TableResource {
        attributeTypes = Map.copyOf(attributeTypes);
        keys = List.copyOf(keys);
        globalIndexes = List.copyOf(globalIndexes);
    }

    /**
     * An element of a key.
     *
     * @param attribute the attribute's name
     * @param type {@code HASH} or {@code RANGE}
     */
    public record Key(String attribute, String type) {}

    /**
     * A global secondary index.
     *
     * @param name its name
     * @param keys its key
     * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
     * @param nonKeyAttributes the attributes that {@code INCLUDE} names
     */
    public record GlobalIndex(String name, List<Key> keys, String projection, List<String> nonKeyAttributes) {

        /** Copies the collections. */
        public GlobalIndex {
            keys = List.copyOf(keys);
            nonKeyAttributes = List.copyOf(nonKeyAttributes);
        }
    }
}
