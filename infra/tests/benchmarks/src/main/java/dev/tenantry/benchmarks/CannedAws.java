package dev.tenantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * AWS and Twilio for one handler, over TLS: answers that are always the same, so that a handler's second call does what
 * its first did. The job that is put before {@link #seal} is as it was then again after each call.
 */
final class CannedAws implements AutoCloseable {
    static final String PASSWORD = "changeit";
    static final String AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
    static final String SUBACCOUNT = "AC0123456789abcdef0123456789abcdef";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = "ACfedcba9876543210fedcba9876543210";

    private final HttpsServer server;
    private final Path keyStore;
    private final Map<String, JsonNode> items = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> stored = new ConcurrentHashMap<>();
    private volatile boolean sealed;

    private CannedAws(HttpsServer server, Path keyStore) {
        this.server = server;
        this.keyStore = keyStore;
    }

    /** Starts answering, with a certificate that it makes in this directory. */
    static CannedAws start(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        var keyStore = directory.resolve("keys.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "aws",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no certificate");
        }
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(keyStore)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var canned = new CannedAws(server, keyStore);
        server.createContext("/", canned::answer);
        server.start();
        return canned;
    }

    private static SSLContext tls(Path keyStore) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var stream = Files.newInputStream(keyStore)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    /** Where it answers. */
    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Has the certificate that clients must trust. */
    Path keyStore() {
        return keyStore;
    }

    /** From now on the stored items are those that each call finds. */
    void seal() {
        stored.putAll(items);
        sealed = true;
    }

    /** The item of this key, as DynamoDB writes it. */
    JsonNode item(String partition, String sort) {
        return items.get(partition + "|" + sort);
    }

    void put(String item) {
        keep(parse(item));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var path = exchange.getRequestURI().getPath();
            var answer = target.map(operation -> aws(operation.substring(operation.indexOf('.') + 1), parse(body)))
                    .orElseGet(() -> path.endsWith("/Accounts.json") || path.contains("/Accounts/AC") ? account() : "")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String aws(String operation, JsonNode request) {
        return switch (operation) {
            case "GetItem" ->
                Optional.ofNullable(items.get(key(request.get("Key"))))
                        .map(item -> "{\"Item\":" + item + "}")
                        .orElse("{}");
            case "PutItem" -> {
                keep(request.get("Item"));
                yield "{}";
            }
            case "TransactWriteItems" -> {
                request.get("TransactItems").forEach(write -> Optional.ofNullable(write.get("Put"))
                        .ifPresent(put -> keep(put.get("Item"))));
                yield "{}";
            }
            // Who asks for the new values counts requests.
            case "UpdateItem" ->
                request.path("ReturnValues").asText().endsWith("_NEW")
                        ? "{\"Attributes\":{\"requests\":{\"N\":\"1\"}}}"
                        : "{}";
            case "Query" -> "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}";
            case "ExecuteStatement" -> "{\"Items\":[{\"SK\":{\"S\":\"CONNECTION#dGhlLWNvbm5lY3Rpb24=\"}}]}";
            case "GetParameter" ->
                JSON.createObjectNode()
                        .set("Parameter", JSON.createObjectNode().put("Value", settings()))
                        .toString();
            case "GetSecretValue" ->
                JSON.createObjectNode()
                        .put(
                                "SecretString",
                                "{\"accountSid\":\"" + OPERATOR + "\",\"authToken\":\"" + AUTH_TOKEN + "\"}")
                        .toString();
            case "Encrypt" -> "{\"CiphertextBlob\":\"c2VjcmV0\",\"KeyId\":\"key\"}";
            case "Decrypt" ->
                JSON.createObjectNode()
                        .put("Plaintext", AUTH_TOKEN.getBytes(StandardCharsets.UTF_8))
                        .toString();
            case "StartExecution" ->
                "{\"executionArn\":\"arn:aws:states:us-east-1:123456789012:execution:Provisioning:1\",\"startDate\":1.7643e9}";
            default -> "{}";
        };
    }

    private String settings() {
        return JSON.createObjectNode()
                .put("publicUrl", "https://api.example.com")
                .put("liveUrl", "wss://live.example.com/live")
                .put("twilioBaseUrl", url() + "/twilio")
                .put("twilioSecretName", "tenantry/twilio")
                .put("simulated", "false")
                .put("primaryProfileSid", "")
                .put("firstLookSeconds", "60")
                .put("tokenIssuer", "")
                .put("tokenAudience", "tenantry")
                .put("tokenOrganisationsClaim", "organisations")
                .put("auditRetentionDays", "400")
                .put("callerRequestsPerMinute", "600")
                .put("orgRequestsPerMinute", "60")
                .put("maxNumbersPerJob", "0")
                .put("maxNumbersPerDay", "0")
                .toString();
    }

    private static String account() {
        return JSON.createObjectNode()
                .put("sid", SUBACCOUNT)
                .put("owner_account_sid", OPERATOR)
                .put("friendly_name", "acme")
                .put("status", "active")
                .put("type", "Full")
                .put("auth_token", AUTH_TOKEN)
                .put("date_created", "Tue, 01 Dec 2026 00:00:00 +0000")
                .put("date_updated", "Tue, 01 Dec 2026 00:00:00 +0000")
                .put("uri", "/2010-04-01/Accounts/" + SUBACCOUNT + ".json")
                .toString();
    }

    /** Once sealed, the job is as it was before a call again when the call has ended its step by its third version. */
    private void keep(JsonNode item) {
        var version = Integer.parseInt(item.path("version").path("N").asText("1"));
        items.put(key(item), sealed && version >= 3 ? stored.getOrDefault(key(item), item) : item);
    }

    private static String key(JsonNode key) {
        return key.get("PK").get("S").asText() + "|" + key.get("SK").get("S").asText();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException malformed) {
            throw new IllegalStateException("Not JSON: " + json, malformed);
        }
    }
}
