package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.storage.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A simulated Twilio that takes no time, and what a test asks of it behind the product's back. */
final class SimulatedTwilio implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What only says how other resources belong together, or what was thought of them. */
    private static final Set<String> RELATIONS = Set.of("sender_pool_numbers", "entity_assignments", "evaluations");

    private final HttpClient client = HttpClient.newHttpClient();
    private final TwilioSimulator simulator;

    SimulatedTwilio() throws IOException {
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        control("POST", "callbacks/rules", "{\"rate\": 1, \"action\": {\"type\": \"drop\"}}");
        reviews("{\"rate\": 1, \"outcome\": {\"type\": \"never\"}}");
    }

    /** How reviews end that begin from now on, by a rule as the simulator's README describes it; at first, never. */
    void reviews(String rule) {
        control("DELETE", "reviews/rules", "");
        control("POST", "reviews/rules", rule);
    }

    /** Everything that is being reviewed, by its SID. */
    List<String> reviewed() {
        return elements(control("GET", "reviews", "").get("open"))
                .map(review -> review.get("sid").asText())
                .toList();
    }

    /** Ends a review; the outcome as the simulator's README describes it. */
    void decide(String sid, String outcome) {
        control("POST", "reviews/decisions", "{\"sid\": \"%s\", \"outcome\": %s}".formatted(sid, outcome));
    }

    /** The numbers of an organisation that are in a messaging service, and that nobody registers at the moment. */
    List<String> registeredNumbers(OrgId orgId) {
        var state = state();
        var accounts = subaccounts(state, orgId);
        var open = reviewed();
        return elements(state.get("resources"))
                .filter(resource -> resource.get("type").asText().equals("sender_pool_numbers")
                        && accounts.contains(resource.get("accountSid").asText()))
                .map(resource -> resource.get("sid").asText())
                .filter(sid -> !open.contains(sid))
                .toList();
    }

    /** Ends all reviews well. */
    void approveAll() {
        reviewed().forEach(sid -> decide(sid, "{\"type\": \"approve\"}"));
    }

    /** What was paid for, each time. */
    List<String> charges() {
        return charges(state(), _ -> true);
    }

    /** What an organisation has paid for, each time. */
    List<String> charges(OrgId orgId) {
        var state = state();
        return charges(state, subaccounts(state, orgId)::contains);
    }

    private static List<String> charges(JsonNode state, Predicate<String> accounts) {
        return elements(state.get("charges"))
                .filter(charge -> accounts.test(charge.get("accountSid").asText()))
                .map(charge -> charge.get("type").asText())
                .toList();
    }

    /** A number that an account owns. */
    record OwnedNumber(String sid, String accountSid, String phoneNumber, String friendlyName) {}

    /** Any resource, by the last part of its list's path. */
    record AnyResource(String type, String sid) {}

    /** What everybody has at Twilio now. */
    Checkpoint checkpoint() {
        return simulator.checkpoint();
    }

    URI baseUrl() {
        return simulator.baseUrl();
    }

    String accountSid() {
        return simulator.accountSid();
    }

    String authToken() {
        return simulator.authToken();
    }

    /**
     * What an organisation has at Twilio.
     *
     * @param subaccounts the SIDs of its subaccounts
     * @param numbers the numbers of these subaccounts
     * @param others everything else that these have, but the numbers' places in messaging services
     */
    record Holdings(List<String> subaccounts, List<OwnedNumber> numbers, List<AnyResource> others) {

        /** The SIDs of everything. */
        List<String> sids() {
            return Stream.of(
                            subaccounts.stream(),
                            numbers.stream().map(OwnedNumber::sid),
                            others.stream().map(AnyResource::sid))
                    .flatMap(sids -> sids)
                    .toList();
        }
    }

    /** Everything that an organisation has. */
    Holdings holdings(OrgId orgId) {
        var state = state();
        var accounts = subaccounts(state, orgId);
        return new Holdings(accounts, numbers(state, accounts), others(state, accounts));
    }

    /** The SIDs of the subaccounts of an organisation. */
    List<String> subaccounts(OrgId orgId) {
        return holdings(orgId).subaccounts();
    }

    /** The numbers of the organisation's subaccounts. */
    List<OwnedNumber> numbers(OrgId orgId) {
        return holdings(orgId).numbers();
    }

    /** Everything else that the organisation's subaccounts have, but the numbers' places in messaging services. */
    List<AnyResource> resources(OrgId orgId) {
        return holdings(orgId).others();
    }

    private static List<OwnedNumber> numbers(JsonNode state, List<String> accounts) {
        return elements(state.get("numbers"))
                .filter(number -> accounts.contains(number.get("accountSid").asText()))
                .map(number -> new OwnedNumber(
                        number.get("sid").asText(),
                        number.get("accountSid").asText(),
                        number.get("phoneNumber").asText(),
                        number.get("friendlyName").asText()))
                .toList();
    }

    /** The numbers of the operator's own account. */
    List<OwnedNumber> pool() {
        return numbers(state(), List.of(accountSid()));
    }

    /** A number of the operator's own account, as Twilio shows it. */
    JsonNode fetchFromPool(String sid) {
        var path = "api.twilio.com/2010-04-01/Accounts/%s/IncomingPhoneNumbers/%s.json".formatted(accountSid(), sid);
        return parse(call("GET", path, "", accountSid(), authToken()).body());
    }

    /** {@code active}, {@code suspended} or {@code closed}. */
    String statusOf(String accountSid) {
        return elements(state().get("accounts"))
                .filter(account -> account.get("sid").asText().equals(accountSid))
                .map(account -> account.get("status").asText())
                .findFirst()
                .orElseThrow();
    }

    /** Makes a subaccount as somebody can in Twilio's Console; its SID. */
    String createSubaccount(String friendlyName) {
        var path = "api.twilio.com/2010-04-01/Accounts.json";
        var answer = call("POST", path, "FriendlyName=" + friendlyName, accountSid(), authToken());
        assertThat(answer.statusCode()).isEqualTo(201);
        return parse(answer.body()).get("sid").asText();
    }

    /** Gives a subaccount another name as somebody can in Twilio's Console. */
    void rename(String accountSid, String friendlyName) {
        var path = "api.twilio.com/2010-04-01/Accounts/" + accountSid + ".json";
        assertThat(call("POST", path, "FriendlyName=" + friendlyName, accountSid(), authToken())
                        .statusCode())
                .isEqualTo(200);
    }

    /** Gives a subaccount a status as somebody can in Twilio's Console. */
    void setStatus(String accountSid, String status) {
        var path = "api.twilio.com/2010-04-01/Accounts/" + accountSid + ".json";
        assertThat(call("POST", path, "Status=" + status, accountSid(), authToken())
                        .statusCode())
                .isEqualTo(200);
    }

    private static List<AnyResource> others(JsonNode state, List<String> accounts) {
        return elements(state.get("resources"))
                .filter(resource -> accounts.contains(resource.get("accountSid").asText()))
                .map(resource -> new AnyResource(
                        resource.get("type").asText(), resource.get("sid").asText()))
                .filter(resource -> !RELATIONS.contains(resource.type()))
                .toList();
    }

    /** The requests since the start, or since they were forgotten, e.g. {@code POST Accounts.json 201}. */
    List<String> requests() {
        return elements(control("GET", "requests", "").get("requests"))
                .map(request -> request.get("method").asText() + " "
                        + request.get("path").asText().replaceFirst(".*/", "") + " "
                        + request.get("status").asText())
                .toList();
    }

    /**
     * The same with host and whole path, each SID as its first two letters: {@code POST api…/Accounts/{AC}/Keys.json}.
     */
    List<String> operations() {
        return elements(control("GET", "requests", "").get("requests"))
                .map(request -> request.get("method").asText() + " "
                        + request.get("host").asText()
                        + request.get("path").asText().replaceAll("\\b([A-Z]{2})[0-9a-f]{32}", "{$1}"))
                .toList();
    }

    void forgetRequests() {
        control("DELETE", "requests", "");
    }

    /** Makes requests fail, by a rule as the simulator's README describes it. */
    void install(String rule) {
        control("POST", "faults", rule);
    }

    /** Releases a number as somebody could in Twilio's Console. */
    void release(OwnedNumber number) {
        var path = "api.twilio.com/2010-04-01/Accounts/%s/IncomingPhoneNumbers/%s.json"
                .formatted(number.accountSid(), number.sid());
        assertThat(call("DELETE", path, "", accountSid(), authToken()).statusCode())
                .isEqualTo(204);
    }

    /** Does something in an organisation's subaccount as somebody could in Twilio's Console; the body is a form. */
    JsonNode act(OrgId orgId, String method, String path, String form) {
        var subaccount = subaccounts(orgId).getFirst();
        var answer = call(method, path, form, subaccount, authToken(subaccount));
        assertThat(answer.statusCode()).isBetween(200, 299);
        return answer.body().isEmpty() ? JSON.nullNode() : parse(answer.body());
    }

    /** The primary auth token of a subaccount, as Twilio tells it to the operator. */
    String authToken(String subaccount) {
        var path = "api.twilio.com/2010-04-01/Accounts/" + subaccount + ".json";
        return parse(call("GET", path, "", accountSid(), authToken()).body())
                .get("auth_token")
                .asText();
    }

    /** Exchanges the auth token of an organisation's subaccount: the earlier one is refused from now on. */
    String rotateToken(OrgId orgId) {
        act(orgId, "POST", "accounts.twilio.com/v1/AuthTokens/Secondary", "");
        return act(orgId, "POST", "accounts.twilio.com/v1/AuthTokens/Promote", "")
                .get("auth_token")
                .asText();
    }

    /** Exchanges the auth token of the operator's own account. */
    String rotateOperatorsToken() {
        var secondary = call("POST", "accounts.twilio.com/v1/AuthTokens/Secondary", "", accountSid(), authToken());
        var token = parse(secondary.body()).get("secondary_auth_token").asText();
        var promotion = call("POST", "accounts.twilio.com/v1/AuthTokens/Promote", "", accountSid(), token);
        assertThat(promotion.statusCode()).isEqualTo(200);
        return token;
    }

    private HttpResponse<String> call(String method, String path, String form, String user, String password) {
        var credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(URI.create(baseUrl() + "/" + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form))
                .build());
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        simulator.close();
    }

    private static List<String> subaccounts(JsonNode state, OrgId orgId) {
        return elements(state.get("accounts"))
                .filter(account -> account.get("friendlyName").asText().equals(orgId.value()))
                .map(account -> account.get("sid").asText())
                .toList();
    }

    private JsonNode state() {
        return control("GET", "state", "");
    }

    private JsonNode control(String method, String what, String body) {
        var answer = send(HttpRequest.newBuilder(baseUrl().resolve("/_simulator/" + what))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).isBetween(200, 299);
        return parse(answer.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            throw new IllegalStateException("Interrupted while the simulator was asked", interruption);
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
