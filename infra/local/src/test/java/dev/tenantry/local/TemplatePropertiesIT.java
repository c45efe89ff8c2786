package dev.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tenantry.core.Environment;
import dev.tenantry.local.iam.PermissionProbe;
import dev.tenantry.local.lambda.CodeFolder;
import dev.tenantry.local.lambda.SampleHandlers;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Addresses;
import dev.tenantry.local.template.evaluation.Stack;
import dev.tenantry.local.template.evaluation.TemplateException;
import dev.tenantry.local.template.evaluation.TemplateJson;
import dev.tenantry.local.template.evaluation.UnsupportedPropertyException;
import dev.tenantry.local.template.support.Support;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes, one at a time, the properties of the repository's template that a local run says it honours, and sees what
 * runs behave differently. A property that the template begins to use needs a case here; all others are errors, or on
 * the list of what has no effect.
 */
class TemplatePropertiesIT {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    /** Stands for the removal of the property. */
    private static final JsonNode GONE = JsonNodeFactory.instance.missingNode();

    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final String TRIGGER = "/Resources/TriggerFunction/Properties/";
    private static final String CREATE_SUBACCOUNT = "/Resources/CreateSubaccountFunction/Properties/";
    private static final String BROADCAST = "/Resources/BroadcastFunction/Properties/Events/Changed/";
    private static final String FINALIZE = "/Resources/FinalizeFunction/Properties/Events/ExecutionClosed/";
    private static final String CALLBACK = "/Resources/TwilioCallbackFunction/Properties/Events/Callback/Properties/";
    private static final String TABLE = "/Resources/Table/Properties/";
    private static final String LIVE = "/Resources/LiveApi/Properties/";
    private static final String MACHINE = "/Resources/ProvisioningStateMachine/Properties/";

    @TempDir
    private static Path folder;

    private static final String CORS = "/Resources/HttpApi/Properties/CorsConfiguration/";

    private static ObjectNode base;
    private static Template original;
    private static List<Case> cases;
    private static final Map<Probe, String> UNCHANGED = new HashMap<>();

    /** Runs what a template declares, and tells what it saw. */
    @FunctionalInterface
    interface Probe {
        String observe(Template template) throws Exception;
    }

    /**
     * A change of one property.
     *
     * @param owner whose property it is
     * @param pattern the property, as the register declares it
     * @param path where it stands in the template
     * @param value what it is changed to
     * @param probe what sees the change
     */
    private record Case(String owner, String pattern, String path, JsonNode value, Probe probe) {

        Case(String owner, String pattern, String path, String value, Probe probe) {
            this(owner, pattern, path, TextNode.valueOf(value), probe);
        }

        Case(String owner, String pattern, String path, int value, Probe probe) {
            this(owner, pattern, path, JsonNodeFactory.instance.numberNode(value), probe);
        }

        String name() {
            return owner + " " + pattern;
        }
    }

    @BeforeAll
    static void readTemplate() throws IOException {
        base = TemplateJson.read(PROJECT.resolve("template.yaml"));
        original = read(base);
        // Functions of the tests take the places of some of the product's: they tell what they see.
        var code = CodeFolder.of(folder.resolve("code"), SampleHandlers.class, Environment.class);
        var elsewhere = CodeFolder.of(folder.resolve("elsewhere"), Environment.class);
        use("TriggerFunction", code, "Teller");
        use("CreateSubaccountFunction", code, "Teller");
        use("FinalizeFunction", code, "Logging");
        use("ReconcileFunction", code, "Logging");
        cases = Stream.of(
                        functionCases(elsewhere),
                        apiCases(),
                        tokenCases(),
                        streamCases(),
                        eventCases(),
                        stateMachineCases(),
                        tableCases(),
                        parameterCases(),
                        alarmCases(),
                        alarmMathCases())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> functionCases(Path elsewhere) {
        Probe probe = FunctionProbe::observe;
        return List.of(
                new Case(FUNCTION, "CodeUri", TRIGGER + "CodeUri", elsewhere.toString(), probe),
                new Case(FUNCTION, "Handler", TRIGGER + "Handler", handler("Echo"), probe),
                new Case(FUNCTION, "Runtime", TRIGGER + "Runtime", "python3.13", probe),
                new Case(FUNCTION, "Timeout", TRIGGER + "Timeout", 2, probe),
                new Case(
                        FUNCTION,
                        "ReservedConcurrentExecutions",
                        CREATE_SUBACCOUNT + "ReservedConcurrentExecutions",
                        0,
                        FunctionProbe::observeSubaccount),
                new Case(
                        FUNCTION,
                        "Policies.**",
                        TRIGGER + "Policies/0/Statement/Action",
                        "ssm:PutParameter",
                        PermissionProbe::observe),
                new Case(FUNCTION, "AutoPublishAlias", TRIGGER + "AutoPublishAlias", "blue", probe),
                new Case(
                        FUNCTION,
                        "Environment.Variables.*",
                        TRIGGER + "Environment/Variables/STATE_MACHINE_ARN",
                        "?",
                        probe),
                new Case(FUNCTION, "Events.*.Type", TRIGGER + "Events/Trigger/Type", "SQS", probe),
                new Case("every resource", "Type", "/Resources/Table/Type", "AWS::S3::Bucket", probe),
                new Case("every resource", "Condition", "/Resources/Table/Condition", "HasUserPool", probe));
    }

    private static List<Case> apiCases() {
        Probe http = HttpApiProbe::observe;
        Probe live = LiveApiProbe::observe;
        var event = FUNCTION + " event HttpApi";
        var route = TRIGGER + "Events/Trigger/Properties/";
        var httpApi = "AWS::Serverless::HttpApi";
        var auth = "/Resources/HttpApi/Properties/Auth/";
        var liveApi = "AWS::Serverless::WebSocketApi";
        return List.of(
                new Case(event, "ApiId", route + "ApiId", "another", http),
                new Case(event, "Method", route + "Method", "PUT", http),
                new Case(event, "Path", route + "Path", "/v2/jobs", http),
                new Case(
                        event,
                        "Auth.Authorizer",
                        CALLBACK + "Auth/Authorizer",
                        "AWS_IAM",
                        HttpApiProbe::observeCallback),
                new Case(httpApi, "Auth.DefaultAuthorizer", auth + "DefaultAuthorizer", "NONE", http),
                new Case(
                        httpApi,
                        "CorsConfiguration.AllowOrigins.[]",
                        CORS + "AllowOrigins",
                        JsonNodeFactory.instance.arrayNode().add("https://other.invalid"),
                        HttpApiProbe::observeCors),
                new Case(
                        httpApi,
                        "CorsConfiguration.AllowMethods.[]",
                        CORS + "AllowMethods/0",
                        "PUT",
                        HttpApiProbe::observeCors),
                new Case(
                        httpApi,
                        "CorsConfiguration.AllowHeaders.[]",
                        CORS + "AllowHeaders/0",
                        "x-other",
                        HttpApiProbe::observeCors),
                new Case(
                        httpApi,
                        "CorsConfiguration.ExposeHeaders.[]",
                        CORS + "ExposeHeaders/0",
                        "x-other",
                        HttpApiProbe::observeCors),
                new Case(httpApi, "CorsConfiguration.MaxAge", CORS + "MaxAge", 7, HttpApiProbe::observeCors),
                new Case(httpApi, "Auth.EnableIamAuthorizer", auth + "EnableIamAuthorizer", "false", http),
                new Case(liveApi, "StageName", LIVE + "StageName", "other", live),
                new Case(
                        liveApi,
                        "RouteSelectionExpression",
                        LIVE + "RouteSelectionExpression",
                        "$request.body.type",
                        live),
                new Case(liveApi, "Routes.*.FunctionArn", LIVE + "Routes/ping/FunctionArn", "tenantry-Other", live),
                new Case(liveApi, "Auth.AuthType", LIVE + "Auth/AuthType", "NONE", live),
                new Case(liveApi, "Auth.AuthArn", LIVE + "Auth/AuthArn", "tenantry-Other", live),
                new Case(
                        liveApi,
                        "Auth.IdentitySource.[]",
                        LIVE + "Auth/IdentitySource/0",
                        "route.request.querystring.other",
                        live));
    }

    private static List<Case> tokenCases() {
        Probe probe = HttpApiProbe::observeToken;
        var httpApi = "AWS::Serverless::HttpApi";
        var pattern = "Auth.Authorizers.*.";
        var authorizer = "/Resources/TokenApi/Properties/Auth/Authorizers/AccessToken/";
        return List.of(
                new Case(httpApi, pattern + "FunctionArn", authorizer + "FunctionArn", "tenantry-Other", probe),
                new Case(
                        httpApi,
                        pattern + "AuthorizerPayloadFormatVersion",
                        authorizer + "AuthorizerPayloadFormatVersion",
                        "1.0",
                        probe),
                new Case(
                        httpApi,
                        pattern + "EnableSimpleResponses",
                        authorizer + "EnableSimpleResponses",
                        "false",
                        probe),
                new Case(
                        httpApi,
                        pattern + "Identity.ReauthorizeEvery",
                        authorizer + "Identity/ReauthorizeEvery",
                        0,
                        probe),
                new Case(
                        httpApi, pattern + "Identity.Headers.[]", authorizer + "Identity/Headers/0", "X-Token", probe));
    }

    private static List<Case> streamCases() {
        var owner = FUNCTION + " event DynamoDB";
        var at = BROADCAST + "Properties/";
        var onFailure = "DestinationConfig.OnFailure.";
        var otherStream = "arn:aws:dynamodb:us-east-1:123456789012:table/other/stream/1";
        var otherQueue = "arn:aws:sqs:us-east-1:123456789012:other";
        var filter = "{\"dynamodb\": {\"Keys\": {\"SK\": {\"S\": [\"OTHER\"]}}}}";
        Probe first = StreamProbe::firstEvent;
        Probe end = StreamProbe::endOfFailure;
        return List.of(
                new Case(owner, "Stream", at + "Stream", otherStream, first),
                new Case(owner, "BatchSize", at + "BatchSize", 1, first),
                new Case(owner, "StartingPosition", at + "StartingPosition", "LATEST", first),
                new Case(
                        owner,
                        "FilterCriteria.Filters.[].Pattern",
                        at + "FilterCriteria/Filters/0/Pattern",
                        filter,
                        first),
                new Case(owner, "MaximumRetryAttempts", at + "MaximumRetryAttempts", 0, StreamProbe::afterFailure),
                new Case(owner, "MaximumRecordAgeInSeconds", at + "MaximumRecordAgeInSeconds", 1, end),
                new Case(
                        owner,
                        onFailure + "Destination",
                        at + "DestinationConfig/OnFailure/Destination",
                        otherQueue,
                        end),
                new Case(owner, onFailure + "Type", at + "DestinationConfig/OnFailure/Type", "SNS", end),
                new Case(
                        owner,
                        "BisectBatchOnFunctionError",
                        at + "BisectBatchOnFunctionError",
                        "false",
                        StreamProbe::sizeAfterFailure),
                new Case(
                        owner,
                        "FunctionResponseTypes.[]",
                        at + "FunctionResponseTypes",
                        GONE,
                        StreamProbe::afterItemFailure));
    }

    private static List<Case> eventCases() {
        var owner = FUNCTION + " event EventBridgeRule";
        var at = FINALIZE + "Properties/";
        var invokes = "/Resources/FinalizeFunction/Properties/EventInvokeConfig/";
        var onFailure = "DestinationConfig.OnFailure.";
        var otherQueue = "arn:aws:sqs:us-east-1:123456789012:other";
        Probe failing = AsyncProbe::observe;
        return List.of(
                new Case(owner, "Pattern.**", at + "Pattern/source/0", "someone.else", RuleProbe::observe),
                new Case(
                        FUNCTION + " event Schedule",
                        "Schedule",
                        "/Resources/ReconcileFunction/Properties/Events/EachMinute/Properties/Schedule",
                        "rate(365 days)",
                        ScheduleProbe::observe),
                new Case(
                        FUNCTION,
                        "EventInvokeConfig.MaximumRetryAttempts",
                        invokes + "MaximumRetryAttempts",
                        0,
                        failing),
                new Case(
                        FUNCTION,
                        "EventInvokeConfig." + onFailure + "Destination",
                        invokes + "DestinationConfig/OnFailure/Destination",
                        otherQueue,
                        failing),
                new Case(
                        FUNCTION,
                        "EventInvokeConfig." + onFailure + "Type",
                        invokes + "DestinationConfig/OnFailure/Type",
                        "SNS",
                        failing));
    }

    private static List<Case> stateMachineCases() {
        var owner = "AWS::Serverless::StateMachine";
        var substitution = MACHINE + "DefinitionSubstitutions/CreateSubaccountFunction";
        Probe probe = StateMachineProbe::observe;
        return List.of(
                new Case(owner, "Type", MACHINE + "Type", "EXPRESS", probe),
                new Case(owner, "DefinitionUri", MACHINE + "DefinitionUri", "nowhere.asl.json", probe),
                new Case(owner, "DefinitionSubstitutions.*", substitution, "another-function", probe),
                new Case(
                        owner,
                        "Name",
                        "/Resources/A2pRegistrationStateMachine/Properties/Name",
                        "another-name",
                        StateMachineProbe::names));
    }

    private static List<Case> tableCases() {
        var owner = "AWS::DynamoDB::Table";
        var definition = TABLE + "AttributeDefinitions/1/";
        var key = TABLE + "KeySchema/1/";
        var index = TABLE + "GlobalSecondaryIndexes/0/";
        var indexes = "GlobalSecondaryIndexes.[].";
        Probe probe = TableProbe::observe;
        return List.of(
                new Case(owner, "AttributeDefinitions.[].AttributeName", definition + "AttributeName", "Other", probe),
                new Case(owner, "AttributeDefinitions.[].AttributeType", definition + "AttributeType", "N", probe),
                new Case(owner, "KeySchema.[].AttributeName", key + "AttributeName", "Other", probe),
                new Case(owner, "KeySchema.[].KeyType", key + "KeyType", "HASH", probe),
                new Case(owner, indexes + "IndexName", index + "IndexName", "Other", probe),
                new Case(
                        owner,
                        indexes + "KeySchema.[].AttributeName",
                        index + "KeySchema/1/AttributeName",
                        "SK",
                        probe),
                new Case(owner, indexes + "KeySchema.[].KeyType", index + "KeySchema/1/KeyType", "HASH", probe),
                new Case(
                        owner,
                        indexes + "Projection.ProjectionType",
                        index + "Projection/ProjectionType",
                        "ALL",
                        probe),
                new Case(
                        owner,
                        "StreamSpecification.StreamViewType",
                        TABLE + "StreamSpecification/StreamViewType",
                        "KEYS_ONLY",
                        probe),
                new Case(
                        owner,
                        "TimeToLiveSpecification.AttributeName",
                        TABLE + "TimeToLiveSpecification/AttributeName",
                        "other",
                        probe),
                new Case(
                        owner,
                        "TimeToLiveSpecification.Enabled",
                        TABLE + "TimeToLiveSpecification/Enabled",
                        "false",
                        probe));
    }

    private static List<Case> parameterCases() {
        var owner = "AWS::SSM::Parameter";
        var at = "/Resources/Settings/Properties/";
        Probe probe = ParameterProbe::observe;
        return List.of(
                new Case(owner, "Name", at + "Name", "/tenantry/other", probe),
                new Case(owner, "Type", at + "Type", "SecureString", probe),
                new Case(owner, "Value", at + "Value", "https://example.com", probe));
    }

    private static List<Case> alarmCases() {
        var at = "/Resources/UndeliveredChangesAlarm/Properties/";
        Probe probe = AlarmProbe::observe;
        return List.of(
                new Case(ALARM, "AlarmDescription", at + "AlarmDescription", "Something else", probe),
                new Case(ALARM, "AlarmActions.[]", at + "AlarmActions/0", "arn:aws:sns:other", probe),
                new Case(ALARM, "OKActions.[]", at + "OKActions/0", "arn:aws:sns:other", probe),
                new Case(ALARM, "Namespace", at + "Namespace", "AWS/Other", probe),
                new Case(ALARM, "MetricName", at + "MetricName", "NumberOfMessagesSent", probe),
                new Case(ALARM, "Dimensions.[].Name", at + "Dimensions/0/Name", "Queue", probe),
                new Case(ALARM, "Dimensions.[].Value", at + "Dimensions/0/Value", "other", probe),
                new Case(ALARM, "Statistic", at + "Statistic", "Average", probe),
                new Case(ALARM, "Period", at + "Period", 120, probe),
                new Case(ALARM, "EvaluationPeriods", at + "EvaluationPeriods", 3, probe),
                new Case(ALARM, "ComparisonOperator", at + "ComparisonOperator", "LessThanThreshold", probe),
                new Case(ALARM, "Threshold", at + "Threshold", 2, probe),
                new Case(ALARM, "TreatMissingData", at + "TreatMissingData", "breaching", probe));
    }

    private static List<Case> alarmMathCases() {
        var at = "/Resources/StreamDelayAlarm/Properties/";
        var metric = at + "Metrics/1/MetricStat/";
        var pattern = "Metrics.[].MetricStat.";
        Probe probe = AlarmProbe::observe;
        return List.of(
                new Case(ALARM, "DatapointsToAlarm", at + "DatapointsToAlarm", 2, probe),
                new Case(ALARM, "Metrics.[].Id", at + "Metrics/1/Id", "other", probe),
                new Case(ALARM, "Metrics.[].Expression", at + "Metrics/0/Expression", "changes", probe),
                new Case(ALARM, "Metrics.[].ReturnData", at + "Metrics/1/ReturnData", "true", probe),
                new Case(ALARM, pattern + "Stat", metric + "Stat", "Average", probe),
                new Case(ALARM, pattern + "Period", at + "Metrics/2/MetricStat/Period", 120, probe),
                new Case(ALARM, pattern + "Metric.Namespace", metric + "Metric/Namespace", "AWS/Other", probe),
                new Case(ALARM, pattern + "Metric.MetricName", metric + "Metric/MetricName", "Duration", probe),
                new Case(
                        ALARM,
                        pattern + "Metric.Dimensions.[].Name",
                        metric + "Metric/Dimensions/0/Name",
                        "Function",
                        probe),
                new Case(
                        ALARM,
                        pattern + "Metric.Dimensions.[].Value",
                        metric + "Metric/Dimensions/0/Value",
                        "other",
                        probe));
    }

    @TestFactory
    Stream<DynamicTest> eachHonouredPropertyMakesADifference() {
        return cases.stream()
                .map(change -> DynamicTest.dynamicTest(change.name(), () -> assertThat(observed(change))
                        .as(change.path() + " changed to " + change.value())
                        .isNotEqualTo(unchanged(change.probe()))));
    }

    @Test
    void thereIsACaseForEachHonouredPropertyOfTheTemplate() {
        var honoured = original.uses().stream()
                .filter(use -> use.support() instanceof Support.Honoured)
                .map(use -> use.owner() + " " + use.pattern())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(cases.stream().map(Case::name)).containsExactlyInAnyOrderElementsOf(honoured);
    }

    @Test
    void whatIsNotHonouredIsOnTheList() {
        var list = String.join("\n", original.withoutEffect());

        assertThat(original.uses().stream().filter(use -> use.support() instanceof Support.WithoutEffect))
                .isNotEmpty()
                .allMatch(use -> list.contains(use.owner())
                        && list.contains(use.pattern().replace("**", "").replaceAll("\\.$", "")));
    }

    @TestFactory
    Stream<DynamicTest> anUnknownPropertyOfAnyResourceIsAnError() {
        return base.path("Resources").properties().stream()
                .filter(resource -> !resource.getValue().path("Type").asText().equals("AWS::Logs::LogGroup"))
                // Those of the user pool, which a local run does not have.
                .filter(resource -> !resource.getValue().has("Condition"))
                .map(resource -> DynamicTest.dynamicTest(resource.getKey(), () -> {
                    var path = "/Resources/" + resource.getKey() + "/Properties/Colour";
                    assertThat(attempt(changed(path, TextNode.valueOf("red")), Template::toString))
                            .contains(
                                    UnsupportedPropertyException.class.getSimpleName(),
                                    path.substring(1).replace('/', '.'));
                }));
    }

    @Test
    void aUserPoolIsAnErrorThatNamesIt() {
        var withPool = changed("/Parameters/UserPoolDomain/Default", TextNode.valueOf("example"));

        assertThat(attempt(withPool, Template::toString)).containsPattern("Exception: .*UserPool");
    }

    private static String observed(Case change) {
        return attempt(changed(change.path(), change.value()), change.probe());
    }

    private static String unchanged(Probe probe) {
        return UNCHANGED.computeIfAbsent(probe, key -> attempt(base, key));
    }

    private static String attempt(ObjectNode template, Probe probe) {
        try {
            return probe.observe(read(template));
        } catch (TemplateException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static Template read(ObjectNode template) {
        var stack = Stack.local("tenantry", Map.of(), new Addresses(NOWHERE, NOWHERE, NOWHERE));
        return Template.read(template.toString(), PROJECT, stack);
    }

    private static void use(String function, Path code, String handler) {
        var properties = (ObjectNode) base.at("/Resources/" + function + "/Properties");
        properties.put("CodeUri", code.toString()).put("Handler", handler(handler));
    }

    private static String handler(String name) {
        return SampleHandlers.class.getName() + "$" + name;
    }

    private static ObjectNode changed(String path, JsonNode value) {
        var template = base.deepCopy();
        var slash = path.lastIndexOf('/');
        var parent = template.at(path.substring(0, slash));
        var last = path.substring(slash + 1);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), value);
        } else if (value.isMissingNode()) {
            ((ObjectNode) parent).remove(last);
        } else {
            ((ObjectNode) parent).set(last, value);
        }
        return template;
    }
}
