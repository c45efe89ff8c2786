package dev.tenantry.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns the resources of a document into typed ones. */
final class TemplateReader {

    private static final String IAM = "AWS_IAM";
    private static final String OPEN = "NONE";
    private static final Set<String> OUTPUT_ATTRIBUTES = Set.of("Description", "Value", "Condition");

    private final TemplateDocument document;
    private final Path folder;
    private final Evaluator evaluator;

    TemplateReader(TemplateDocument document, Path folder, Evaluator evaluator) {
        this.document = document;
        this.folder = folder;
        this.evaluator = evaluator;
    }

    Template read() {
        var resources = resources();
        var uses = resources.stream()
                .flatMap(resource -> PropertySupport.uses(resource).stream())
                .toList();
        var functionReader = new FunctionReader(folder, evaluator.ids());
        var functions = each(resources, ResourceType.FUNCTION, functionReader::read);
        return new Template(
                functions,
                each(resources, ResourceType.HTTP_API, resource -> httpApi(resource, functions)),
                each(resources, ResourceType.WEB_SOCKET_API, this::webSocketApi),
                each(resources, ResourceType.STATE_MACHINE, this::stateMachine),
                each(resources, ResourceType.TABLE, resource -> new TableReader(resource, evaluator.ids()).read()),
                Stream.concat(
                                each(resources, ResourceType.QUEUE, this::queue).stream(),
                                functionReader.deadLetterQueues().stream())
                        .toList(),
                each(resources, ResourceType.KEY, this::key),
                each(resources, ResourceType.PARAMETER, this::parameter),
                evaluator.parameterValues(),
                outputs(),
                uses);
    }

    private List<Resource> resources() {
        var resources = new ArrayList<Resource>();
        document.resources().entries().forEach((logicalId, node) -> {
            var mapping = (Node.Mapping) node;
            var condition = mapping.entries().get("Condition");
            if (condition == null || holds(condition)) {
                resources.add(resource(logicalId, mapping));
            }
        });
        return resources;
    }

    private Resource resource(String logicalId, Node.Mapping mapping) {
        var attributes = new LinkedHashMap<>(mapping.entries());
        var properties = attributes.remove("Properties");
        var resolved = properties == null
                ? new Node.Mapping(new LinkedHashMap<>(), mapping.line())
                : evaluator.resolve(properties).orElseThrow();
        if (!(resolved instanceof Node.Mapping resolvedProperties)) {
            throw new TemplateException("The properties of " + logicalId + " are not a map", mapping.line());
        }
        var type = ((Node.Scalar) attributes.get("Type")).text();
        return new Resource(logicalId, type, new Node.Mapping(attributes, mapping.line()), resolvedProperties);
    }

    private static <T> List<T> each(List<Resource> resources, String type, Function<Resource, T> reader) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .map(reader)
                .toList();
    }

    private HttpApiResource httpApi(Resource resource, List<FunctionResource> functions) {
        var id = evaluator.ids().apiId(resource.logicalId());
        var defaultAuthorizer = defaultAuthorizer(resource);
        var routes = new ArrayList<HttpApiResource.Route>();
        for (var function : functions) {
            function.eventsOf(EventSource.HttpRoute.class).stream()
                    .filter(route -> route.apiId().equals(id))
                    .map(route -> new HttpApiResource.Route(
                            route.method(),
                            route.path(),
                            function.invokedArn(),
                            route.authorizer().orElse(defaultAuthorizer).equals(IAM)))
                    .forEach(routes::add);
        }
        return new HttpApiResource(resource.logicalId(), id, routes);
    }

    /** Who may call the routes that say nothing themselves. SAM knows {@code AWS_IAM} only where it is enabled. */
    private static String defaultAuthorizer(Resource resource) {
        return resource.reader()
                .optionalChild("Auth")
                .map(auth -> {
                    var known = auth.flag("EnableIamAuthorizer") ? List.of(IAM, OPEN) : List.of(OPEN);
                    return auth.oneOf("DefaultAuthorizer", OPEN, known);
                })
                .orElse(OPEN);
    }

    private WebSocketApiResource webSocketApi(Resource resource) {
        var reader = resource.reader();
        var routes = new LinkedHashMap<String, String>();
        reader.children("Routes").forEach((key, route) -> routes.put(key, route.text("FunctionArn")));
        var stage = reader.optionalText("StageName").orElse("default");
        return new WebSocketApiResource(
                resource.logicalId(),
                evaluator.ids().apiId(resource.logicalId()),
                stage,
                reader.text("RouteSelectionExpression"),
                routes,
                reader.optionalChild("Auth")
                        .map(auth -> auth.oneOf("AuthType", OPEN, List.of(IAM, OPEN)))
                        .orElse(OPEN)
                        .equals(IAM));
    }

    private StateMachineResource stateMachine(Resource resource) {
        var reader = resource.reader();
        var logicalId = resource.logicalId();
        return new StateMachineResource(
                logicalId,
                evaluator.ids().name(logicalId, resource.line()),
                evaluator.ids().stateMachineArn(logicalId, resource.line()),
                reader.oneOf("Type", "STANDARD", List.of("STANDARD")),
                folder.resolve(reader.text("DefinitionUri")),
                reader.textMap("DefinitionSubstitutions"));
    }

    private QueueResource queue(Resource resource) {
        var logicalId = resource.logicalId();
        return new QueueResource(
                logicalId,
                evaluator.ids().name(logicalId, resource.line()),
                evaluator.ids().getAtt(logicalId, "Arn", resource.line()));
    }

    private KeyResource key(Resource resource) {
        var logicalId = resource.logicalId();
        return new KeyResource(
                logicalId, evaluator.ids().keyId(logicalId), evaluator.ids().getAtt(logicalId, "Arn", resource.line()));
    }

    private ParameterResource parameter(Resource resource) {
        var reader = resource.reader();
        return new ParameterResource(
                resource.logicalId(),
                evaluator.ids().name(resource.logicalId(), resource.line()),
                reader.oneOf("Type", "", List.of("String", "StringList")),
                reader.text("Value"));
    }

    private SequencedMap<String, String> outputs() {
        var outputs = new LinkedHashMap<String, String>();
        document.outputs().entries().forEach((name, node) -> {
            if (!(node instanceof Node.Mapping output)) {
                throw new TemplateException("Output " + name + " is not a map", node.line());
            }
            var reader = new PropertyReader("Outputs." + name, output);
            reader.requireOnly(OUTPUT_ATTRIBUTES);
            if (reader.node("Condition").map(this::holds).orElse(true)) {
                outputs.put(name, evaluator.text(reader.node("Value").orElseThrow(() -> reader.missing("Value"))));
            }
        });
        return outputs;
    }

    private boolean holds(Node condition) {
        return evaluator.condition(evaluator.text(condition), condition.line());
    }
}
