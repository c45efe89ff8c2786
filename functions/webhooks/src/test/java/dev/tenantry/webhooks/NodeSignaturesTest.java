package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.webhook.CallbackAddresses;
import dev.tenantry.core.webhook.Inbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Callbacks that Twilio's own library for Node has signed come through the whole handler. They are made by
 * {@code infra/tests/checks/twilio-signatures/make.mjs}, which the authenticator runs again and compares.
 */
class NodeSignaturesTest {
    private static final JsonNode KEPT = kept();

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @BeforeEach
    void tenants() {
        TenantFixture.store(local.table());
        var address = Map.of(
                "nonce", AttributeValue.fromS(KEPT.get("nonce").textValue()),
                "PK", AttributeValue.fromS("ORG#acme"),
                "SK", AttributeValue.fromS("WEBHOOK"));
        local.table().client().putItem(put -> put.tableName(local.table().name())
                .item(address));
    }

    @Test
    void theyAreSignedWithTheTokenOfTheOrganisationsAccount() {
        assertThat(KEPT.get("authToken").textValue()).isEqualTo(TenantFixture.ACME_TOKEN);
        assertThat(KEPT.get("callbacks")).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callbacks")
    void aGenuineOneIsTakenAndAChangedOneIsNot(String name, URI publicUrl, Callback callback) {
        assertThat(status(publicUrl, callback.withBody(callback.body().replaceFirst("1{5}", "11112"))))
                .isEqualTo(403);
        assertThat(status(publicUrl, callback.withQuery(callback.query() + "&a=b")))
                .isEqualTo(403);
        assertThat(inbox()).isEmpty();

        assertThat(status(publicUrl, callback)).as(name).isEqualTo(204);
        assertThat(inbox())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.get("type").s()).isIn("usage-trigger", "review"));
    }

    static Stream<Arguments> callbacks() {
        return KEPT.get("callbacks")
                .valueStream()
                .map(kept -> Arguments.of(
                        kept.get("name").textValue(),
                        URI.create(kept.get("publicUrl").textValue()),
                        new Callback(
                                "acme",
                                KEPT.get("nonce").textValue(),
                                kept.get("query").textValue(),
                                kept.get("contentType").textValue(),
                                kept.get("signature").textValue(),
                                kept.get("body").textValue(),
                                kept.get("contentType").textValue().equals(Callback.FORM))));
    }

    private int status(URI publicUrl, Callback callback) {
        var authenticator =
                TenantFixture.authenticator(local.table(), new CallbackAddresses(local.table(), () -> publicUrl));
        return new TwilioCallbackHandler(
                        authenticator,
                        new Inbox(local.table(), InstantSource.system()),
                        new ReportedStatuses(local.table()))
                .handleRequest(callback.event(), new LoggedContext().context())
                .getStatusCode();
    }

    private Stream<Map<String, AttributeValue>> inbox() {
        return local
                .table()
                .client()
                .query(query -> query.tableName(local.table().name())
                        .keyConditionExpression("PK = :org AND begins_with(SK, :inbox)")
                        .expressionAttributeValues(Map.of(
                                ":org", AttributeValue.fromS("ORG#acme"), ":inbox", AttributeValue.fromS("INBOX#"))))
                .items()
                .stream();
    }

    private static JsonNode kept() {
        try (var file = Objects.requireNonNull(NodeSignaturesTest.class.getResourceAsStream("node-signatures.json"))) {
            return Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
