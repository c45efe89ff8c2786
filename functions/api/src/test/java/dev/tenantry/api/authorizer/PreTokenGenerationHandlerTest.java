package dev.tenantry.api.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.api.ApiRequests;
import dev.tenantry.core.TemplateText;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in the form that Amazon Cognito's developer guide shows, "Pre token generation Lambda trigger", version 3. */
class PreTokenGenerationHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PERSON = """
            {"version":"3","triggerSource":"TokenGeneration_HostedAuth","region":"us-east-1",
             "userPoolId":"us-east-1_EXAMPLE","userName":"3f1c2a7e-0000-4000-8000-000000000001",
             "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"1example23456789"},
             "request":{
               "userAttributes":{"sub":"3f1c2a7e-0000-4000-8000-000000000001","email_verified":"true",
                 "cognito:user_status":"CONFIRMED","email":"jo@example.com"%s},
               "groupConfiguration":{"groupsToOverride":[],"iamRolesToOverride":[],"preferredRole":null},
               "scopes":["openid","tenantry/provisioning:read","tenantry/provisioning:admin"],
               "clientMetadata":{"organisations":"*","custom:organisations":"*"}},
             "response":{"claimsAndScopeOverrideDetails":null}}""";

    private static final String MACHINE = """
            {"version":"3","triggerSource":"TokenGeneration_ClientCredentials","region":"us-east-1",
             "userPoolId":"us-east-1_EXAMPLE","userName":"ClientCredentials",
             "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"1example23456789"},
             "request":{"userAttributes":{},"groupConfiguration":null,"scopes":[%s],
               "clientMetadata":{"organisations":"*"}},
             "response":{"claimsAndScopeOverrideDetails":null}}""";

    private static JsonNode answer(String event) throws JsonProcessingException {
        @SuppressWarnings("unchecked")
        Map<String, Object> map = JSON.readValue(event, Map.class);
        return JSON.valueToTree(new PreTokenGenerationHandler().handleRequest(map, new ApiRequests().context()));
    }

    private static JsonNode changes(String event) throws JsonProcessingException {
        return answer(event).at("/response/claimsAndScopeOverrideDetails/accessTokenGeneration");
    }

    private static JsonNode person(String attributes) throws JsonProcessingException {
        return changes(PERSON.formatted(attributes));
    }

    @Test
    void aPersonActsForTheOrganisationsAndHasTheScopesOfItsAttributes() throws Exception {
        var changes = person(
                ",\"custom:organisations\":\"owl acme\",\"custom:scopes\":\"provisioning:read provisioning:write\"");

        assertThat(changes).isEqualTo(JSON.readTree("""
                {"claimsToAddOrOverride":{"organisations":"acme owl"},
                 "scopesToSuppress":["tenantry/provisioning:admin"]}"""));
    }

    /** What the client metadata says is the sender's own wish. */
    @Test
    void aPersonWithoutAttributesHasNoneOfTheScopesAndNoOrganisation() throws Exception {
        assertThat(person("")).isEqualTo(JSON.readTree("""
                {"scopesToSuppress":["tenantry/provisioning:read","tenantry/provisioning:admin"]}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TokenGeneration_Authentication",
                "TokenGeneration_NewPasswordChallenge",
                "TokenGeneration_AuthenticateDevice",
                "TokenGeneration_RefreshTokens",
                "TokenGeneration_Tomorrow"
            })
    void everyOtherWayToAPersonsTokenIsTheSame(String source) throws Exception {
        var event = PERSON.formatted(",\"custom:organisations\":\"*\"");

        assertThat(changes(event.replace("TokenGeneration_HostedAuth", source)))
                .isEqualTo(changes(event))
                .isEqualTo(JSON.readTree("""
                        {"claimsToAddOrOverride":{"organisations":"*"},
                         "scopesToSuppress":["tenantry/provisioning:read","tenantry/provisioning:admin"]}"""));
    }

    @Test
    void aMachineActsForTheOrganisationsThatItsClientMayAskFor() throws Exception {
        assertThat(changes(MACHINE.formatted("\"tenantry/provisioning:read\",\"organisations/*\"")))
                .isEqualTo(JSON.readTree("{\"claimsToAddOrOverride\":{\"organisations\":\"*\"}}"));
        assertThat(changes(MACHINE.formatted("\"organisations/owl\",\"organisations/acme\"")))
                .isEqualTo(JSON.readTree("{\"claimsToAddOrOverride\":{\"organisations\":\"acme owl\"}}"));
        assertThat(changes(MACHINE.formatted("\"tenantry/provisioning:read\""))).isEmpty();
        assertThat(changes(MACHINE.formatted("\"other/organisations/acme\""))).isEmpty();
    }

    @Test
    void theRestOfTheEventIsReturnedAsItCame() throws Exception {
        var event = MACHINE.formatted("");
        var answer = answer(event);

        assertThat(((ObjectNode) JSON.readTree(event))
                        .set("response", answer.get("response"))
                        .toString())
                .isEqualTo(answer.toString());
    }

    @Test
    void nothingIsGivenForAnEventThatSaysNothing() throws Exception {
        assertThat(changes("{}")).isEqualTo(JSON.readTree("{\"scopesToSuppress\":[]}"));
    }

    /** The local system makes no user pool, so nothing else would see a wrong name. */
    @Test
    void theTemplateNamesThisHandler() throws IOException {
        assertThat(TemplateText.of("PreTokenGenerationFunction")).contains(PreTokenGenerationHandler.class.getName());
    }
}
