package dev.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.local.iam.Decision;
import dev.tenantry.local.template.evaluation.TemplateJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tenant of the default plan, in systems whose template lacks one statement of a policy each: the first thing that is
 * denied is what the statement allowed. That nothing is denied otherwise, the gate sees in what all other tests used.
 *
 * <p>{@code -Dremoved.statements=10} removes so many instead of two.
 */
class RemovedPermissionsIT {
    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final int REMOVED = Integer.getInteger("removed.statements", 2);

    /** Functions that every tenant needs, with an action that a statement of theirs allows. */
    private static final List<Removal> REMOVALS = List.of(
            new Removal("CreateSubaccountFunction", "secretsmanager:GetSecretValue"),
            new Removal("TriggerFunction", "states:StartExecution"),
            new Removal("CreateSubaccountFunction", "kms:Encrypt"),
            new Removal("TriggerFunction", "dynamodb:PutItem"),
            new Removal("CreateApiKeyFunction", "kms:Encrypt"),
            new Removal("CreateApiKeyFunction", "dynamodb:UpdateItem"),
            new Removal("BuyNumbersFunction", "dynamodb:PutItem"),
            new Removal("BuyNumbersFunction", "kms:Decrypt"),
            new Removal("CreateMessagingServiceFunction", "dynamodb:Query"),
            new Removal("CompleteFunction", "dynamodb:UpdateItem"));

    @TempDir
    private Path folder;

    private record Removal(String function, String action) {
        String name() {
            return function + " without " + action;
        }

        /** Removes the statement, and returns what it allowed. */
        String from(JsonNode template) {
            var policies = (ArrayNode) template.at("/Resources/" + function + "/Properties/Policies");
            var statement = IntStream.range(0, policies.size())
                    .filter(number -> policies.get(number)
                            .at("/Statement/Action")
                            .toString()
                            .contains(action))
                    .findFirst()
                    .orElseThrow();
            return policies.remove(statement).at("/Statement/Action").toString();
        }
    }

    @TestFactory
    Stream<DynamicTest> aMissingStatementIsNoticed() {
        return REMOVALS.stream()
                .limit(REMOVED)
                .map(removal -> dynamicTest(removal.name(), () -> {
                    var template = template();
                    var allowed = removal.from(template);

                    var denied = firstDenied(template);

                    assertThat(denied.function()).isEqualTo(removal.function());
                    assertThat(allowed).contains(denied.access().action());
                }));
    }

    /** The template, its relative paths made absolute, so that it can stand elsewhere. */
    private static JsonNode template() throws IOException {
        var template = TemplateJson.read(PROJECT.resolve("template.yaml"));
        for (var property : List.of("CodeUri", "DefinitionUri")) {
            for (var owner : template.findParents(property)) {
                var path = PROJECT.resolve(owner.path(property).textValue());
                ((ObjectNode) owner).put(property, path.toString());
            }
        }
        return template;
    }

    /** What is denied first while a tenant is provisioned. */
    private Decision firstDenied(JsonNode template) throws Exception {
        var denied = new CompletableFuture<Decision>();
        var file = Files.createTempFile(folder, "template", ".json");
        Files.writeString(file, template.toString());
        var options = LocalCloud.Options.inMemory(file, 100).permissionDecisions(decision -> {
            if (!decision.isAllowed()) {
                denied.complete(decision);
            }
        });
        // Not among what the other tests used, where nothing may be denied.
        options.permissionUse(folder.resolve("use"));
        try (var http = HttpClient.newHttpClient();
                var cloud = LocalCloud.start(options)) {
            var trigger = HttpRequest.newBuilder(cloud.apiUrl().resolve("/v1/orgs/acme/provisioning-jobs"))
                    .header("Authorization", "Bearer " + cloud.devToken())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            http.send(trigger, BodyHandlers.discarding());
            return denied.get(2, TimeUnit.MINUTES);
        }
    }
}
