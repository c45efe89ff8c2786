package dev.tenantry.local.websocketapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenantry.local.web.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * The result of the function of {@code $connect}.
 *
 * @param status 200 to 299 accepts the connection, anything else refuses it
 * @param subprotocol the {@code Sec-WebSocket-Protocol} that the function chose
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
record ConnectAnswer(int status, Optional<String> subprotocol, byte[] body) {

    static final ConnectAnswer ACCEPTED = new ConnectAnswer(200, Optional.empty(), new byte[0]);

    /** @throws IOException if the result is not a proxy response */
    static ConnectAnswer read(byte[] result) throws IOException {
        var json = Json.MAPPER.readTree(result);
        var status = json.path("statusCode").asInt(-1);
        if (status < 200 || status > 599) {
            throw new IOException("The result of $connect has no valid statusCode");
        }
        var subprotocol = json.path("headers").properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Sec-WebSocket-Protocol"))
                .map(header -> header.getValue().asText())
                .findFirst();
        return new ConnectAnswer(
                status, subprotocol, json.path("body").asText("").getBytes(UTF_8));
    }

    boolean isAccepted() {
        return status < 300;
    }
}
