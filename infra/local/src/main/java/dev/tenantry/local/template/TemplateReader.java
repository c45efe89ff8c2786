package dev.tenantry.local.template;

import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.httpapi.CorsConfiguration;
import dev.tenantry.local.template.evaluation.EvaluatedResource;
import dev.tenantry.local.template.evaluation.EvaluatedTemplate;
import dev.tenantry.local.template.evaluation.PropertyReader;
import dev.tenantry.local.template.evaluation.ResourceType;
import dev.tenantry.local.template.evaluation.UnsupportedPropertyException;
import dev.tenantry.local.template.support.PropertySupport;
import dev.tenantry.local.websocketapi.WebSocketApiConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the typed resources of an evaluated template. */
final class TemplateReader {

    private static final String IAM = "AWS_IAM";
    private static final String OPEN = "NONE";
    private static final String LAMBDA = "CUSTOM";

    private final EvaluatedTemplate template;
    private final Path folder;

    /**
     * Makes a reader.
     *
     * @param folder where the template's relative paths start
     */
    TemplateReader(EvaluatedTemplate template, Path folder) {
        this.template = template;
        this.folder = folder;
    }

    Template read() {
        var resources = template.resources();
        var uses = resources.stream()
                .flatMap(resource -> PropertySupport.uses(resource).stream())
                .toList();
        var functionReader = new FunctionReader(folder, template.ids());
        var functions = each(resources, ResourceType.FUNCTION, functionReader::read);
        return new Template(
                functions,
                each(resources, ResourceType.HTTP_API, resource -> httpApi(resource, functions)),
                each(resources, ResourceType.WEB_SOCKET_API, this::webSocketApi),
                each(resources, ResourceType.STATE_MACHINE, this::stateMachine),
                each(resources, ResourceType.TABLE, resource -> new TableReader(resource, template.ids()).read()),
                Stream.concat(
                                each(resources, ResourceType.QUEUE, this::queue).stream(),
                                functionReader.deadLetterQueues().stream())
                        .toList(),
                each(resources, ResourceType.KEY, this::key),
                each(resources, ResourceType.PARAMETER, this::parameter),
                each(resources, ResourceType.ALARM, resource -> new AlarmReader(resource, template.ids()).read()),
                template.parameters(),
                template.outputs(),
                uses);
    }

    private static <T> List<T> each(
            List<EvaluatedResource> resources, String type, Function<EvaluatedResource, T> reader) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .map(reader)
                .toList();
    }

    private HttpApiResource httpApi(EvaluatedResource resource, List<FunctionResource> functions) {
        var id = template.ids().apiId(resource.logicalId());
        var authorizer = resource.reader().optionalChild("Auth").flatMap(TemplateReader::lambdaAuthorizer);
        var defaultAuthorizer = defaultAuthorizer(resource, authorizer);
        var routes = new ArrayList<HttpApiResource.Route>();
        for (var function : functions) {
            function.eventsOf(EventSource.HttpRoute.class).stream()
                    .filter(route -> route.apiId().equals(id))
                    .map(route -> new HttpApiResource.Route(
                            route.method(),
                            route.path(),
                            function.invokedArn(),
                            authorization(route.authorizer().orElse(defaultAuthorizer))))
                    .forEach(routes::add);
        }
        return new HttpApiResource(
                resource.logicalId(),
                id,
                authorizer,
                routes,
                resource.reader().optionalChild("CorsConfiguration").map(TemplateReader::cors));
    }

    private static CorsConfiguration cors(PropertyReader cors) {
        return new CorsConfiguration(
                cors.texts("AllowOrigins"),
                cors.texts("AllowMethods"),
                cors.texts("AllowHeaders"),
                cors.texts("ExposeHeaders"),
                cors.flag("AllowCredentials"),
                Duration.ofSeconds(cors.integer("MaxAge", -1, 86_400, 0)));
    }

    private static Authorization authorization(String authorizer) {
        return switch (authorizer) {
            case IAM -> Authorization.AWS_IAM;
            case OPEN -> Authorization.NONE;
            default -> Authorization.LAMBDA;
        };
    }

    /** The one authorizer that an API may have here. */
    private static Optional<HttpApiResource.Authorizer> lambdaAuthorizer(PropertyReader auth) {
        var authorizers = auth.children("Authorizers");
        if (authorizers.size() > 1) {
            throw new UnsupportedPropertyException(auth.path("Authorizers"), "only one is", auth.line("Authorizers"));
        }
        return authorizers.entrySet().stream().findFirst().map(entry -> {
            var authorizer = entry.getValue();
            var identity = authorizer.child("Identity");
            authorizer.oneOf("AuthorizerPayloadFormatVersion", "", List.of("2.0"));
            if (!authorizer.flag("EnableSimpleResponses")
                    || !identity.texts("Headers").equals(List.of("Authorization"))) {
                throw new UnsupportedPropertyException(
                        auth.path("Authorizers"),
                        "only simple responses about the header Authorization are",
                        auth.line("Authorizers"));
            }
            return new HttpApiResource.Authorizer(
                    entry.getKey(),
                    authorizer.text("FunctionArn"),
                    Duration.ofSeconds(identity.integer("ReauthorizeEvery", 0, 3600, 0)));
        });
    }

    /** Who may call the routes that say nothing themselves. SAM knows {@code AWS_IAM} only where it is enabled. */
    private static String defaultAuthorizer(
            EvaluatedResource resource, Optional<HttpApiResource.Authorizer> authorizer) {
        return resource.reader()
                .optionalChild("Auth")
                .map(auth -> {
                    var known = new ArrayList<>(List.of(OPEN));
                    if (auth.flag("EnableIamAuthorizer")) {
                        known.add(IAM);
                    }
                    authorizer.ifPresent(lambda -> known.add(lambda.name()));
                    return auth.oneOf("DefaultAuthorizer", OPEN, known);
                })
                .orElse(OPEN);
    }

    private WebSocketApiResource webSocketApi(EvaluatedResource resource) {
        var reader = resource.reader();
        var routes = new LinkedHashMap<String, String>();
        reader.children("Routes").forEach((key, route) -> routes.put(key, route.text("FunctionArn")));
        var stage = reader.optionalText("StageName").orElse("default");
        return new WebSocketApiResource(
                resource.logicalId(),
                template.ids().apiId(resource.logicalId()),
                stage,
                reader.text("RouteSelectionExpression"),
                routes,
                reader.optionalChild("Auth")
                        .map(auth -> switch (auth.oneOf("AuthType", OPEN, List.of(IAM, OPEN, LAMBDA))) {
                            case IAM -> Authorization.AWS_IAM;
                            case LAMBDA -> Authorization.LAMBDA;
                            default -> Authorization.NONE;
                        })
                        .orElse(Authorization.NONE),
                reader.optionalChild("Auth")
                        .filter(auth -> auth.optionalText("AuthType")
                                .filter(LAMBDA::equals)
                                .isPresent())
                        .map(TemplateReader::connectAuthorizer));
    }

    private static WebSocketApiConfiguration.LambdaAuthorizer connectAuthorizer(PropertyReader auth) {
        var sources = auth.texts("IdentitySource").stream()
                .map(source -> WebSocketApiConfiguration.IdentitySource.of(source)
                        .orElseThrow(() -> new UnsupportedPropertyException(
                                auth.path("IdentitySource"),
                                "only headers and parameters of the query are",
                                auth.line("IdentitySource"))))
                .toList();
        return new WebSocketApiConfiguration.LambdaAuthorizer(auth.text("AuthArn"), sources);
    }

    private StateMachineResource stateMachine(EvaluatedResource resource) {
        var reader = resource.reader();
        var logicalId = resource.logicalId();
        return new StateMachineResource(
                logicalId,
                template.ids().name(logicalId, resource.line()),
                template.ids().stateMachineArn(logicalId, resource.line()),
                reader.oneOf("Type", "STANDARD", List.of("STANDARD")),
                folder.resolve(reader.text("DefinitionUri")),
                reader.textMap("DefinitionSubstitutions"),
                PolicyReader.read(reader));
    }

    private QueueResource queue(EvaluatedResource resource) {
        var logicalId = resource.logicalId();
        return new QueueResource(
                logicalId,
                template.ids().name(logicalId, resource.line()),
                template.ids().getAtt(logicalId, "Arn", resource.line()));
    }

    private KeyResource key(EvaluatedResource resource) {
        var logicalId = resource.logicalId();
        return new KeyResource(
                logicalId, template.ids().keyId(logicalId), template.ids().getAtt(logicalId, "Arn", resource.line()));
    }

    private ParameterResource parameter(EvaluatedResource resource) {
        var reader = resource.reader();
        return new ParameterResource(
                resource.logicalId(),
                template.ids().name(resource.logicalId(), resource.line()),
                reader.oneOf("Type", "", List.of("String", "StringList")),
                reader.text("Value"));
    }
}
