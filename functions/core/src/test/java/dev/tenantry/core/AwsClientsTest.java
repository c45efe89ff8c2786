package dev.tenantry.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.tenantry.core.storage.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class AwsClientsTest {
    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private HttpServer aws;

    @BeforeEach
    void listen() throws IOException {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestHeaders());
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            }
        });
        aws.start();
    }

    @AfterEach
    void stop() {
        aws.stop(0);
    }

    /** "Defined runtime environment variables": a function has the keys of its role with a session token. */
    @Test
    void theCredentialsThatLambdaPutsIntoTheVariablesAreUsed() {
        var table = Table.of(environment(Map.of("AWS_SESSION_TOKEN", "a-session")));

        table.client().getItem(get -> get.tableName(table.name()).key(Table.key("ORG#acme", "HEAD")));

        assertThat(requests).singleElement().satisfies(headers -> {
            assertThat(headers.getFirst("X-Amz-Security-Token")).isEqualTo("a-session");
            assertThat(headers.getFirst("Authorization")).contains("Credential=AKIAIOSFODNN7EXAMPLE/");
        });
    }

    @Test
    void aFirstCallIsRehearsedBeforeASnapshotAndReachesNobody() {
        var rehearsals = new ArrayList<Boolean>();

        new AwsClients(environment(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")))
                .make(
                        DynamoDbClient.builder(),
                        "DYNAMODB",
                        client -> rehearsals.add(
                                client.getItem(get -> get.tableName("any").key(Table.key("any", "any")))
                                        .hasItem()));

        assertThat(rehearsals).containsExactly(false);
        assertThat(requests).isEmpty();
    }

    @Test
    void nothingIsRehearsedWhereThereIsNoSnapshot() {
        var rehearsals = new ArrayList<DynamoDbClient>();

        new AwsClients(environment(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")))
                .make(DynamoDbClient.builder(), "DYNAMODB", rehearsals::add);

        assertThat(rehearsals).isEmpty();
    }

    private Environment environment(Map<String, String> more) {
        var variables = new HashMap<>(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.getAddress().getPort(),
                "TABLE_NAME", "tenantry-Table"));
        variables.putAll(more);
        return Environment.of(variables);
    }
}
