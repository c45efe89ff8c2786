package dev.tenantry.core.webhook;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.storage.Table;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The addresses that Twilio calls back, one for each organisation: {@code https://…/webhooks/twilio/{orgId}/{nonce}}.
 *
 * <p>The nonce is 128 random bits, made once for each organisation. Twilio's signature has no time in it, so the
 * address is what an outsider cannot make up, and what costs little to refuse.
 */
public final class CallbackAddresses {
    private static final int NONCE_BYTES = 16;
    private static final String NONCE = "nonce";

    private final Table table;
    private final Supplier<URI> publicUrl;

    /**
     * @param table where the nonces are kept
     * @param publicUrl tells where the HTTP API answers to the world, without a path; asked at each use
     */
    public CallbackAddresses(Table table, Supplier<URI> publicUrl) {
        this.table = table;
        this.publicUrl = publicUrl;
    }

    /**
     * The addresses under the public URL that stands in the parameter of Systems Manager which
     * {@code PUBLIC_URL_PARAMETER} names. It is read at the first use. The function may GetItem and PutItem on the
     * table, and GetParameter on the parameter.
     */
    public static CallbackAddresses of(Environment environment) {
        return of(environment, Table.of(environment));
    }

    /** The same, with the nonces in this table. */
    public static CallbackAddresses of(Environment environment, Table table) {
        return new CallbackAddresses(table, PublicUrl.of(environment));
    }

    /** The address of an organisation, the same at each call; the first one makes it. */
    public URI of(OrgId orgId) {
        return address(orgId, nonce(orgId).orElseGet(() -> makeNonce(orgId)));
    }

    /** The address of an organisation, if it has one and this is its nonce. The comparison takes constant time. */
    public Optional<URI> find(OrgId orgId, String nonce) {
        return nonce(orgId).filter(own -> isEqual(own, nonce)).map(own -> address(orgId, own));
    }

    private URI address(OrgId orgId, String nonce) {
        return publicUrl.get().resolve("/webhooks/twilio/" + orgId.value() + "/" + nonce);
    }

    private Optional<String> nonce(OrgId orgId) {
        var answer = table.client()
                .getItem(get -> get.tableName(table.name()).key(key(orgId)).consistentRead(true));
        return Optional.ofNullable(answer.item().get(NONCE)).map(AttributeValue::s);
    }

    /** Of two that make it at once, the second learns the first one's. */
    private String makeNonce(OrgId orgId) {
        var nonce = randomNonce();
        var item = new HashMap<>(key(orgId));
        item.put(NONCE, AttributeValue.fromS(nonce));
        try {
            table.client().putItem(put -> put.tableName(table.name())
                    .item(item)
                    .conditionExpression("attribute_not_exists(PK)")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return nonce;
        } catch (ConditionalCheckFailedException made) {
            return made.item().get(NONCE).s();
        }
    }

    private static String randomNonce() {
        var bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, AttributeValue> key(OrgId orgId) {
        return Table.key("ORG#" + orgId.value(), "WEBHOOK");
    }
}
