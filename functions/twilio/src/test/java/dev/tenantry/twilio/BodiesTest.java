package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies that the other tests use have exactly the fields that Twilio's OpenAPI document gives the resource. */
class BodiesTest {

    @ParameterizedTest
    @CsvSource({
        "account, api_v2010, api.v2010.account",
        "available-number, api_v2010,"
                + " api.v2010.account.available_phone_number_country.available_phone_number_local",
        "incoming-phone-number, api_v2010, api.v2010.account.incoming_phone_number",
        "api-key, api_v2010, api.v2010.account.key",
        "new-api-key, api_v2010, api.v2010.account.new_key",
        "messaging-service, messaging_v1, messaging.v1.service",
        "service-phone-number, messaging_v1, messaging.v1.service.phone_number",
        "usage-trigger, api_v2010, api.v2010.account.usage.usage_trigger",
        "application, api_v2010, api.v2010.account.application",
        "address, api_v2010, api.v2010.account.address",
        "verify-service, verify_v2, verify.v2.service",
        "event-sink, events_v1, events.v1.sink",
        "event-subscription, events_v1, events.v1.subscription",
        "sip-trunk, trunking_v1, trunking.v1.trunk",
        "origination-url, trunking_v1, trunking.v1.trunk.origination_url",
        "trunk-phone-number, trunking_v1, trunking.v1.trunk.phone_number",
        "customer-profile, trusthub_v1, trusthub.v1.customer_profile",
        "trust-product, trusthub_v1, trusthub.v1.trust_product",
        "entity-assignment, trusthub_v1, trusthub.v1.customer_profile.customer_profile_entity_assignment",
        "evaluation, trusthub_v1, trusthub.v1.customer_profile.customer_profile_evaluation",
        "end-user, trusthub_v1, trusthub.v1.end_user",
        "supporting-document, trusthub_v1, trusthub.v1.supporting_document",
        "brand, messaging_v1, messaging.v1.brand_registrations",
        "campaign, messaging_v1, messaging.v1.service.us_app_to_person",
        "tollfree-verification, messaging_v1, messaging.v1.tollfree_verification",
        "regulation, numbers_v2, numbers.v2.regulatory_compliance.regulation"
    })
    void aBodyHasTheFieldsOfTwiliosOpenApi(String body, String document, String schema) {
        assumeTrue(TwilioOpenApi.isHere(), "Twilio's OpenAPI documents are not beside the repository");

        var schemas = TwilioOpenApi.document(document).path("components").path("schemas");

        assertSameFields(Bodies.of(body), schemas.path(schema));
    }

    private static void assertSameFields(JsonNode body, JsonNode schema) {
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(() -> schema.path("properties")
                .fieldNames());
    }
}
