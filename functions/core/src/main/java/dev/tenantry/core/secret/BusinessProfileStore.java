package dev.tenantry.core.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenantry.core.Environment;
import dev.tenantry.core.json.BusinessProfileJson;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Business profiles in the table, each encrypted in an item of its own. A plan holds only the id of a profile, because
 * each change of a job writes its plan once more; see {@code docs/adr/0016-business-data-in-an-encrypted-item.md}.
 * Every method throws {@link software.amazon.awssdk.core.exception.SdkException} when the table or KMS cannot be
 * reached.
 */
public final class BusinessProfileStore {
    private static final String PREFIX = "BUSINESS#";
    private static final String DATA = "data";

    private final Table table;
    private final TenantCipher cipher;

    /**
     * @param table the table that holds the profiles
     * @param cipher encrypts and decrypts them
     */
    public BusinessProfileStore(Table table, TenantCipher cipher) {
        this.table = table;
        this.cipher = cipher;
    }

    /** The profiles in this table, for a function that seldom needs one. */
    public static BusinessProfileStore of(Environment environment, Table table) {
        return new BusinessProfileStore(table, TenantCipher.seldomNeeded(environment));
    }

    /** Stores a profile of an organisation under a new id. */
    public BusinessId keep(OrgId orgId, BusinessProfile profile) {
        var id = BusinessId.next();
        var item = new HashMap<>(key(orgId, id));
        item.put(
                DATA,
                AttributeValue.fromB(cipher.encrypt(orgId, SecretKind.BUSINESS, BusinessProfileJson.write(profile))));
        table.client().putItem(put -> put.tableName(table.name()).item(item));
        return id;
    }

    /** The profile of this id; empty when the organisation never had it, or it was erased. */
    public Optional<BusinessProfile> find(OrgId orgId, BusinessId id) {
        var answer = table.client()
                .getItem(get -> get.tableName(table.name()).key(key(orgId, id)).consistentRead(true));
        return Optional.ofNullable(answer.item().get(DATA))
                .map(data -> cipher.decrypt(orgId, SecretKind.BUSINESS, data.b()))
                .map(BusinessProfileStore::parse);
    }

    /** Whether the organisation has a profile of this id, which is not read: that needs no right to decrypt it. */
    public boolean has(OrgId orgId, BusinessId id) {
        return table.client()
                .getItem(get -> get.tableName(table.name())
                        .key(key(orgId, id))
                        .projectionExpression("PK")
                        .consistentRead(true))
                .hasItem();
    }

    /** Erases the profile of this id, for good, if it is there. */
    public void erase(OrgId orgId, BusinessId id) {
        table.client().deleteItem(delete -> delete.tableName(table.name()).key(key(orgId, id)));
    }

    /** Erases all profiles of an organisation, for good. */
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

    private static BusinessProfile parse(String json) {
        try {
            return BusinessProfileJson.read(Json.parse(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The decrypted business profile is not JSON", impossible);
        }
    }

    private static Map<String, AttributeValue> key(OrgId orgId, BusinessId id) {
        return Table.key(partition(orgId), PREFIX + id.value());
    }

    private static String partition(OrgId orgId) {
        return "ORG#" + orgId.value();
    }
}
