package dev.tenantry.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Bodies as Twilio sends them: the fields are those of Twilio's OpenAPI document, as {@link BodiesTest} checks. */
final class Bodies {

    static final String OPERATOR_SID = "AC00000000000000000000000000000001";
    static final String TENANT_SID = "AC00000000000000000000000000000002";
    static final String TENANT_TOKEN = "0123456789abcdef0123456789abcdef";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {}

    /** The body in {@code name.json}: one resource of this kind, whose friendly name or description is "marker". */
    static ObjectNode of(String name) {
        return load(name + ".json");
    }

    static ObjectNode account() {
        return load("account.json");
    }

    static ObjectNode account(String sid, String friendlyName, String status) {
        return account().put("sid", sid).put("friendly_name", friendlyName).put("status", status);
    }

    static ObjectNode availableNumber() {
        return load("available-number.json");
    }

    static ObjectNode incomingPhoneNumber() {
        return load("incoming-phone-number.json");
    }

    static ObjectNode incomingPhoneNumber(String sid, String phoneNumber, String friendlyName) {
        return incomingPhoneNumber()
                .put("sid", sid)
                .put("phone_number", phoneNumber)
                .put("friendly_name", friendlyName);
    }

    /** A page in the style of the 2010-04-01 API; {@code nextPageUri} may be null. */
    static String page(String key, String nextPageUri, List<? extends JsonNode> items) {
        var page = JsonNodeFactory.instance.objectNode();
        page.put("page", 0).put("page_size", 50).put("start", 0).put("end", items.size());
        page.put("uri", "/2010-04-01/List.json").put("first_page_uri", "/2010-04-01/List.json?Page=0");
        page.putNull("previous_page_uri").put("next_page_uri", nextPageUri);
        page.putArray(key).addAll(items);
        return page.toString();
    }

    static String page(String key, List<? extends JsonNode> items) {
        return page(key, null, items);
    }

    /** A page in the style of the newer APIs; {@code nextPageUrl} may be null. */
    static String metaPage(String key, String nextPageUrl, List<? extends JsonNode> items) {
        var page = JsonNodeFactory.instance.objectNode();
        page.putArray(key).addAll(items);
        page.putObject("meta")
                .put("key", key)
                .put("page", 0)
                .put("page_size", 50)
                .put("url", "https://messaging.twilio.com/v1/List")
                .put("first_page_url", "https://messaging.twilio.com/v1/List?Page=0")
                .putNull("previous_page_url")
                .put("next_page_url", nextPageUrl);
        return page.toString();
    }

    static String metaPage(String key, List<? extends JsonNode> items) {
        return metaPage(key, null, items);
    }

    static String notFound() {
        return error(404, 20404, "The requested resource was not found");
    }

    static String error(int status, int code, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("message", message)
                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                .put("status", status)
                .toString();
    }

    private static ObjectNode load(String name) {
        try (var file = Bodies.class.getResourceAsStream(name)) {
            return JSON.readValue(file, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
