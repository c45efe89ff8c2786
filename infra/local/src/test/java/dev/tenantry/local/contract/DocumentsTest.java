package dev.tenantry.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.template.FunctionResource;
import dev.tenantry.local.template.HttpApiResource;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Addresses;
import dev.tenantry.local.template.evaluation.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the documents with the template and with the sources of the functions. */
class DocumentsTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
    private static final Path FUNCTIONS = Documents.PROJECT.resolve("functions");
    private static final JsonNode OPEN_API = Documents.openApi();
    private static final JsonNode ASYNC_API = Documents.asyncApi();
    private static final List<Operation> OPERATIONS = Operation.all(OPEN_API);

    /** A problem: its status and code in either order, or, where a class makes two of one kind, the code's parts. */
    private static final Pattern PROBLEM = Pattern.compile(
            "(?:Problem\\.of|new Problem|return of)\\(\\s*(?:(\\d{3}),\\s*)?\"([a-z]+(?:-[a-z]+)*)\"(?:,\\s*(\\d{3}))?");

    private static final Pattern TEXT_CONSTANT = Pattern.compile("static final String ([A-Z][A-Z_]*) = (\"[^\"]*\");");
    private static final Pattern CONSTANT_NAME = Pattern.compile("\\b[A-Z][A-Z_]*\\b");
    private static final Pattern INVALID_BODY = Pattern.compile("invalidBody\\(\"(\\w+)\"");
    private static final Pattern QUERY_PARAMETERS =
            Pattern.compile("Set<String> queryParameters\\(\\) \\{\\s*return Set\\.of\\(([^)]*)\\);");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern FRAME = Pattern.compile("put\\(\"type\", \"([a-z-]+)\"\\)");

    @Test
    void everyRouteOfTheTemplateIsAnOperationAndTheOtherWayRound() throws IOException {
        assertThat(OPERATIONS.stream().map(Operation::route))
                .hasSizeGreaterThan(15)
                .containsExactlyInAnyOrderElementsOf(routes().keySet());
    }

    @Test
    void anOperationIsOpenWhereItsRouteIs() throws IOException {
        var open = routes().entrySet().stream()
                .filter(route -> route.getValue().authorization() == Authorization.NONE)
                .map(Map.Entry::getKey);

        assertThat(OPERATIONS.stream().filter(Operation::isOpen).map(Operation::route))
                .containsExactlyInAnyOrderElementsOf(open.toList());
    }

    @Test
    void theApiForTokensHasAllOperationsThatAreNotOpen() throws IOException {
        var withToken = api(true).routes().stream()
                .filter(route -> route.path().startsWith("/"))
                .toList();

        assertThat(withToken).allMatch(route -> route.authorization() == Authorization.LAMBDA);
        assertThat(withToken)
                .extracting(route -> route.method() + " " + route.path())
                .containsExactlyInAnyOrderElementsOf(OPERATIONS.stream()
                        .filter(operation -> !operation.isOpen())
                        .map(Operation::route)
                        .toList());
    }

    @Test
    void theParametersOfAPathAreItsVariables() {
        assertThat(OPERATIONS).allSatisfy(operation -> {
            var variables = matches(Pattern.compile("\\{([^}]+)}"), operation.path(), found -> found.group(1));
            assertThat(operation.names("path")).isEqualTo(variables);
        });
    }

    @Test
    void theParametersOfAQueryAreThoseThatTheHandlerTakes() throws IOException {
        for (var operation : OPERATIONS) {
            var source = source(handler(operation));
            var inCode = matches(QUERY_PARAMETERS, source, found -> found.group(1)).stream()
                    .flatMap(list -> matches(TEXT, list, found -> found.group(1)).stream())
                    .collect(Collectors.toSet());

            assertThat(operation.names("query")).as(operation.id()).isEqualTo(inCode);
        }
    }

    @Test
    void everyProblemOfTheHttpApiIsDocumentedAndTheOtherWayRound() {
        var inCode = new TreeSet<>(problems(sources("api")));
        inCode.addAll(problems(sources("webhooks")));
        inCode.addAll(matches(INVALID_BODY, sources("api"), found -> "400 invalid-" + found.group(1)));

        assertThat(documentedProblems()).hasSizeGreaterThan(15).isEqualTo(inCode);
    }

    @Test
    void everyProblemOfTheLiveChannelIsDocumentedAndTheOtherWayRound() {
        var inCode = problems(sources("live")).stream()
                .map(problem -> problem.substring(4))
                .collect(Collectors.toSet());
        var documented = ASYNC_API
                .at("/components/schemas/LiveProblem/properties/code/enum")
                .valueStream()
                .map(JsonNode::textValue)
                .collect(Collectors.toSet());

        assertThat(documented).hasSizeGreaterThan(5).isEqualTo(inCode);
    }

    @Test
    void everyActionOfTheTemplateIsAMessageThatTheServerReceives() throws IOException {
        var actions = template().webSocketApis().getFirst().routes().keySet().stream()
                .filter(route -> !route.startsWith("$"))
                .collect(Collectors.toSet());

        assertThat(messages("receive")).isEqualTo(actions);
        assertThat(actions).allSatisfy(action -> assertThat(schemaOf(action).toString())
                .contains("\"action\":{\"const\":\"" + action + "\"}"));
    }

    @Test
    void everyFrameOfTheCodeIsAMessageThatTheServerSends() {
        var frames = matches(FRAME, sources("live") + sources("core"), found -> found.group(1));
        frames.add("gateway-error");

        assertThat(messages("send")).hasSizeGreaterThan(4).isEqualTo(frames);
    }

    @Test
    void everyOperationHasAnExampleAndEveryExampleIsAsItsSchemaSays() {
        var schemas = new Schemas(Documents.openApi(), Documents.asyncApi());
        for (var operation : OPERATIONS) {
            var examples = Examples.of(OPEN_API, operation);
            assertThat(examples).as(operation.id()).isNotEmpty();
            for (var example : examples) {
                if (example.status() < 400) {
                    example.body().ifPresent(body -> assertThat(schemas.check(example.bodySchema(), body))
                            .as(operation.id() + " " + example.name())
                            .isEmpty());
                }
                example.answer().ifPresent(answer -> assertThat(schemas.check(example.answerSchema(), answer))
                        .as(operation.id() + " " + example.name())
                        .isEmpty());
            }
        }
        for (var action : messages("receive")) {
            var message = ASYNC_API.at("/components/messages").get(action);
            assertThat(message.get("examples").valueStream()).isNotEmpty().allSatisfy(example -> assertThat(
                            schemas.check(message.get("payload"), example.get("payload")))
                    .isEmpty());
        }
    }

    @Test
    void pagesOfAllowedOriginsMaySendAndReadAllThatIsDocumented() throws IOException {
        var cors = api(false).cors().orElseThrow();
        var sent = OPERATIONS.stream()
                .filter(operation -> !operation.isCallback())
                .flatMap(operation -> operation.names("header").stream())
                .map(name -> name.toLowerCase(Locale.ROOT));
        var read = responses()
                .flatMap(response -> response.getValue().path("headers").properties().stream())
                .map(header -> header.getKey().toLowerCase(Locale.ROOT));

        assertThat(cors.allowMethods())
                .containsExactlyInAnyOrderElementsOf(
                        OPERATIONS.stream().map(Operation::method).distinct().toList());
        assertThat(cors.allowHeaders())
                .containsAll(sent.toList())
                .contains("authorization", "content-type", "x-amz-date", "x-amz-security-token");
        assertThat(cors.exposeHeaders()).containsAll(read.toList()).contains("apigw-requestid");
        assertThat(cors.allowOrigins()).containsExactly("https://none.invalid");
        assertThat(cors.allowCredentials()).isFalse();
        var withToken = api(true).cors().orElseThrow();
        assertThat(withToken.allowHeaders())
                .containsExactlyInAnyOrderElementsOf(cors.allowHeaders().stream()
                        .filter(header -> !header.startsWith("x-amz-"))
                        .toList());
        assertThat(withToken.exposeHeaders()).isEqualTo(cors.exposeHeaders());
    }

    @Test
    void everyReferenceOfTheDocumentsLeadsSomewhere() {
        for (var reference : OPEN_API.findValuesAsText("$ref")) {
            assertThat(OPEN_API.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
        for (var reference : ASYNC_API.findValuesAsText("$ref")) {
            var document = reference.startsWith("#") ? ASYNC_API : OPEN_API;
            assertThat(document.at(reference.substring(reference.indexOf('#') + 1))
                            .isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    private static JsonNode schemaOf(String message) {
        var payload = ASYNC_API.at("/components/messages").get(message).get("payload");
        return Documents.resolved(ASYNC_API, payload);
    }

    private static Set<String> messages(String action) {
        return ASYNC_API
                .get("operations")
                .valueStream()
                .filter(operation -> operation.get("action").textValue().equals(action))
                .flatMap(operation -> operation.get("messages").valueStream())
                .map(message -> message.get("$ref").textValue().replaceFirst(".*/", ""))
                .collect(Collectors.toSet());
    }

    private static Template template() throws IOException {
        var stack = Stack.local("tenantry", Map.of(), new Addresses(NOWHERE, NOWHERE, NOWHERE));
        return Template.read(Documents.PROJECT.resolve("template.yaml"), stack);
    }

    private static HttpApiResource api(boolean forTokens) throws IOException {
        return template().httpApis().stream()
                .filter(api -> api.authorizer().isPresent() == forTokens)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, HttpApiResource.Route> routes() throws IOException {
        return api(false).routes().stream()
                .filter(route -> route.path().startsWith("/"))
                .collect(Collectors.toMap(route -> route.method() + " " + route.path(), route -> route));
    }

    private static String handler(Operation operation) throws IOException {
        var function = routes().get(operation.route()).functionArn();
        return template().functions().stream()
                .filter(each -> each.invokedArn().equals(function))
                .map(FunctionResource::handler)
                .findFirst()
                .orElseThrow();
    }

    private static String source(String handler) throws IOException {
        var module = handler.split("\\.", -1)[2];
        return Files.readString(FUNCTIONS.resolve(module + "/src/main/java/" + handler.replace('.', '/') + ".java"));
    }

    private static String sources(String module) {
        try (var files = Files.walk(FUNCTIONS.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(DocumentsTest::read)
                    .collect(Collectors.joining());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> problems(String source) {
        return matches(
                PROBLEM,
                withoutConstants(source),
                found -> (found.group(1) == null ? found.group(3) : found.group(1)) + " " + found.group(2));
    }

    /** The source with the text of each constant where its name is used. */
    private static String withoutConstants(String source) {
        var constants = new HashMap<String, String>();
        TEXT_CONSTANT.matcher(source).results().forEach(found -> constants.put(found.group(1), found.group(2)));
        return CONSTANT_NAME
                .matcher(source)
                .replaceAll(found -> Matcher.quoteReplacement(constants.getOrDefault(found.group(), found.group())));
    }

    /** Status and code of each problem that an operation, or no operation, may answer. */
    private static Set<String> documentedProblems() {
        return responses()
                .flatMap(response -> codes(response.getValue().at("/content/application~1problem+json/schema"))
                        .map(code -> response.getKey() + " " + code))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All responses by their status. */
    private static Stream<Map.Entry<String, JsonNode>> responses() {
        var owners = Stream.concat(OPERATIONS.stream().map(Operation::json), Stream.of(OPEN_API.get("x-no-operation")));
        return owners.flatMap(owner -> owner.get("responses").properties().stream())
                .map(response -> Map.entry(response.getKey(), Documents.resolved(OPEN_API, response.getValue())));
    }

    private static Stream<String> codes(JsonNode reference) {
        var schema = Documents.resolved(OPEN_API, reference);
        return Stream.concat(
                schema.at("/properties/code/enum").valueStream().map(JsonNode::textValue),
                schema.path("allOf").valueStream().flatMap(DocumentsTest::codes));
    }

    private static <T> Set<T> matches(Pattern pattern, String text, Function<MatchResult, T> read) {
        Collection<T> found = pattern.matcher(text).results().map(read).toList();
        return new TreeSet<>(found);
    }
}
