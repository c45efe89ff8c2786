package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The bodies that the other tests use have exactly the fields that Twilio's OpenAPI document gives the resource. */
class BodiesTest {

    private static final Path OPENAPI = Path.of("../../../shared/twilio-oai/twilio_api_v2010.json");

    @Test
    void bodiesHaveTheFieldsOfTwiliosOpenApi() throws IOException {
        assumeTrue(Files.exists(OPENAPI), "Twilio's OpenAPI document is not beside the repository");
        var schemas = new ObjectMapper()
                .readTree(Files.readAllBytes(OPENAPI))
                .path("components")
                .path("schemas");

        assertSameFields(Bodies.account(), schemas.path("api.v2010.account"));
        assertSameFields(
                Bodies.availableNumber(),
                schemas.path("api.v2010.account.available_phone_number_country.available_phone_number_local"));
        assertSameFields(Bodies.incomingPhoneNumber(), schemas.path("api.v2010.account.incoming_phone_number"));
    }

    private static void assertSameFields(JsonNode body, JsonNode schema) {
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(() -> schema.path("properties")
                .fieldNames());
    }
}
