package dev.tenantry.core.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.Business;
import dev.tenantry.core.job.BusinessId;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.json.BusinessJson;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.storage.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The data of organisations' businesses, encrypted, each in an item of its own: a job is written anew with each change,
 * and has only their id. Every method throws {@link software.amazon.awssdk.core.exception.SdkException} when the table
 * or KMS cannot be reached.
 */
public final class Businesses {
    private static final String PREFIX = "BUSINESS#";
    private static final String DATA = "data";

    private final Table table;
    private final SecretBox box;

    /**
     * @param table where they are kept
     * @param box what they are encrypted with
     */
    public Businesses(Table table, SecretBox box) {
        this.table = table;
        this.box = box;
    }

    /** The data that are kept in this environment's table. */
    public static Businesses of(Environment environment) {
        return new Businesses(Table.of(environment), SecretBox.of(environment));
    }

    /** Keeps the data of an organisation's business under a new id. */
    public BusinessId keep(OrgId orgId, Business business) {
        var id = BusinessId.next();
        var item = new HashMap<>(key(orgId, id));
        item.put(DATA, AttributeValue.fromB(box.lock(orgId, BusinessJson.write(business))));
        table.client().putItem(put -> put.tableName(table.name()).item(item));
        return id;
    }

    /** The data of this id; empty when the organisation has none such, or they were erased. */
    public Optional<Business> find(OrgId orgId, BusinessId id) {
        var answer = table.client()
                .getItem(get -> get.tableName(table.name()).key(key(orgId, id)).consistentRead(true));
        return Optional.ofNullable(answer.item().get(DATA))
                .map(data -> box.unlock(orgId, data.b()))
                .map(Businesses::parse);
    }

    /** Erases the data of this id, for good, if they are there. */
    public void erase(OrgId orgId, BusinessId id) {
        table.client().deleteItem(delete -> delete.tableName(table.name()).key(key(orgId, id)));
    }

    /** Erases all data of an organisation's businesses, for good. */
    public void erase(OrgId orgId) {
        var items = table.client().queryPaginator(query -> query.tableName(table.name())
                .consistentRead(true)
                .projectionExpression("PK, SK")
                .keyConditionExpression("PK = :org AND begins_with(SK, :prefix)")
                .expressionAttributeValues(Map.of(
                        ":org", AttributeValue.fromS(partition(orgId)), ":prefix", AttributeValue.fromS(PREFIX))));
        items.items().forEach(item -> table.client()
                .deleteItem(delete -> delete.tableName(table.name()).key(item)));
    }

    private static Business parse(String json) {
        try {
            return BusinessJson.read(Json.parse(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was encrypted as JSON is none", impossible);
        }
    }

    private static Map<String, AttributeValue> key(OrgId orgId, BusinessId id) {
        return Table.key(partition(orgId), PREFIX + id.value());
    }

    private static String partition(OrgId orgId) {
        return "ORG#" + orgId.value();
    }
}
