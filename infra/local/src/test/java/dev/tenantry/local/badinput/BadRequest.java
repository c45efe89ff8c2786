package dev.tenantry.local.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request that must be refused.
 *
 * @param headers whole lines, each with its end
 * @param status the expected status
 * @param code the expected code; empty if the gateway answers and not a function
 * @param pointer the place of a fault that the answer must name; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
record BadRequest(
        String name,
        String method,
        String target,
        String headers,
        byte[] body,
        int status,
        String code,
        String pointer) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRIGGER = "/v1/orgs/bad/provisioning-jobs";
    private static final String JSON_BODY = "Content-Type: application/json\r\n";

    /** What no field of a plan may be. */
    private static final List<String> WRONG_VALUES = List.of("1e999", "{\"x\":1}", "[[]]", "\"\\u0000\"");

    /** The requests of a table. */
    static List<BadRequest> ofTable(InputStream table, String jobId) throws IOException {
        var rows = new ArrayList<BadRequest>();
        var number = 0;
        for (var line : new String(table.readAllBytes(), UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(ofLine(
                        number,
                        line.replace("JOB/", jobId + "/")
                                .replace("/JOB ", "/" + jobId + " ")
                                .replace("/JOB?", "/" + jobId + "?")));
            }
        }
        return rows;
    }

    private static BadRequest ofLine(int number, String line) {
        var cells = line.split(" \\|", -1);
        var headers = new StringBuilder();
        for (var header : cells[2].strip().split(";;", -1)) {
            headers.append(header.isEmpty() ? "" : header + "\r\n");
        }
        return new BadRequest(
                "line " + number + ": " + line,
                cells[0].strip(),
                cells[1].strip(),
                headers.toString(),
                unescaped(cells[3].strip()),
                Integer.parseInt(cells[4].strip()),
                cells[5].strip(),
                cells.length > 6 ? cells[6].strip() : "");
    }

    /** Text with Java's escapes and bytes as {@code \xHH}. */
    private static byte[] unescaped(String text) {
        var simple = Map.of('n', '\n', 'r', '\r', 't', '\t', '\\', '\\');
        var bytes = new ByteArrayOutputStream();
        for (var i = 0; i < text.length(); i++) {
            var next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (text.charAt(i) != '\\') {
                var end = text.offsetByCodePoints(i, 1);
                bytes.writeBytes(text.substring(i, end).getBytes(UTF_8));
                i = end - 1;
            } else if (next == 'x') {
                bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else if (next == 'u') {
                bytes.writeBytes(Character.toString(Integer.parseInt(text.substring(i + 2, i + 6), 16))
                        .getBytes(UTF_8));
                i += 5;
            } else {
                bytes.write(simple.get(next));
                i++;
            }
        }
        return bytes.toByteArray();
    }

    /** A plan with each of its values replaced by each of the wrong ones, one at a time. */
    static List<BadRequest> ofPlan(Path plan) throws IOException {
        var good = JSON.readTree(plan.toFile());
        var rows = new ArrayList<BadRequest>();
        for (var leaf : leaves(good, JsonPointer.empty())) {
            for (var wrong : WRONG_VALUES) {
                var body = replaced(good, leaf, wrong).toString().getBytes(UTF_8);
                rows.add(new BadRequest(
                        plan.getFileName() + ": " + leaf + " = " + wrong,
                        "POST",
                        TRIGGER,
                        JSON_BODY,
                        body,
                        400,
                        "invalid-plan",
                        leaf.toString()));
            }
        }
        return rows;
    }

    private static List<JsonPointer> leaves(JsonNode node, JsonPointer at) {
        var found = new ArrayList<JsonPointer>();
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> found.addAll(leaves(member.getValue(), at.appendProperty(member.getKey()))));
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                found.addAll(leaves(node.get(i), at.appendIndex(i)));
            }
        } else {
            found.add(at);
        }
        return found;
    }

    private static JsonNode replaced(JsonNode good, JsonPointer leaf, String wrong) {
        var copy = good.deepCopy();
        var value = JSON.getNodeFactory().rawValueNode(new RawValue(wrong));
        switch (copy.at(leaf.head())) {
            case ObjectNode object -> object.set(leaf.last().getMatchingProperty(), value);
            case ArrayNode array -> array.set(leaf.last().getMatchingIndex(), value);
            default -> throw new IllegalStateException("A value stands in an object or an array");
        }
        return copy;
    }

    /** Bodies too large or too deep to write down. */
    static List<BadRequest> large() {
        var rows = new ArrayList<BadRequest>();
        rows.add(trigger("64 KiB and a byte", " ".repeat(64 * 1024) + "{}", 413, "payload-too-large"));
        rows.add(trigger("1 MiB", "{\"displayName\":\"" + "a".repeat(1024 * 1024) + "\"}", 413, "payload-too-large"));
        rows.add(trigger("11 MiB", "a".repeat(11 * 1024 * 1024), 413, ""));
        rows.add(trigger("an array in 10,000 others", "[".repeat(10_000) + "]".repeat(10_000), 400, "malformed-json"));
        rows.add(trigger("an object in 5,000 others", "{\"a\":".repeat(5_000), 400, "malformed-json"));
        rows.add(trigger(
                "a number of 5,000 digits", "{\"spendAlarm\":{\"amount\":" + "9".repeat(5_000) + "}}", 400, ""));
        rows.add(trigger("a name of 60,000", "{\"" + "n".repeat(60_000) + "\":1}", 400, ""));
        rows.add(trigger("a text of 60,000", "{\"displayName\":\"" + "n".repeat(60_000) + "\"}", 400, "invalid-plan"));
        rows.add(trigger("5,000 groups", "{\"numbers\":[" + "{},".repeat(5_000) + "{}]}", 400, "invalid-plan"));
        rows.add(new BadRequest(
                "a key of 256",
                "POST",
                TRIGGER,
                "Idempotency-Key: " + "k".repeat(256) + "\r\n",
                new byte[0],
                400,
                "idempotency-key-invalid",
                ""));
        rows.add(new BadRequest(
                "an id of 5,000",
                "GET",
                "/v1/provisioning-jobs/" + "j".repeat(5_000),
                "",
                new byte[0],
                404,
                "not-found",
                ""));
        return rows;
    }

    private static BadRequest trigger(String name, String body, int status, String code) {
        return new BadRequest(name, "POST", TRIGGER, JSON_BODY, body.getBytes(UTF_8), status, code, "");
    }
}
