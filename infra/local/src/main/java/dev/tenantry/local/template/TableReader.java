package dev.tenantry.local.template;

import dev.tenantry.local.template.evaluation.EvaluatedResource;
import dev.tenantry.local.template.evaluation.PhysicalIds;
import dev.tenantry.local.template.evaluation.PropertyReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an {@code AWS::DynamoDB::Table}. */
final class TableReader {

    private static final List<String> STREAM_VIEWS =
            List.of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES");

    private final EvaluatedResource resource;
    private final PropertyReader reader;
    private final PhysicalIds ids;

    TableReader(EvaluatedResource resource, PhysicalIds ids) {
        this.resource = resource;
        this.reader = resource.reader();
        this.ids = ids;
    }

    TableResource read() {
        var name = ids.name(resource.logicalId(), resource.line());
        return new TableResource(
                resource.logicalId(),
                name,
                ids.getAtt(resource.logicalId(), "Arn", resource.line()),
                ids.streamArn(name),
                attributeTypes(),
                keys(reader),
                reader.items("GlobalSecondaryIndexes").stream()
                        .map(TableReader::index)
                        .toList(),
                reader.optionalChild("StreamSpecification")
                        .map(stream -> stream.oneOf("StreamViewType", "", STREAM_VIEWS)),
                timeToLive());
    }

    private Map<String, String> attributeTypes() {
        var types = new LinkedHashMap<String, String>();
        reader.items("AttributeDefinitions")
                .forEach(item -> types.put(item.text("AttributeName"), item.text("AttributeType")));
        return types;
    }

    private Optional<String> timeToLive() {
        return reader.optionalChild("TimeToLiveSpecification")
                .filter(specification -> specification.flag("Enabled"))
                .map(specification -> specification.text("AttributeName"));
    }

    private static TableResource.GlobalIndex index(PropertyReader index) {
        var projection = index.child("Projection");
        return new TableResource.GlobalIndex(
                index.text("IndexName"),
                keys(index),
                projection.text("ProjectionType"),
                projection.texts("NonKeyAttributes"));
    }

    private static List<TableResource.Key> keys(PropertyReader owner) {
        return owner.items("KeySchema").stream()
                .map(key -> new TableResource.Key(key.text("AttributeName"), key.text("KeyType")))
                .toList();
    }
}
