package dev.tenantry.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.template.evaluation.Stack;
import dev.tenantry.local.template.evaluation.UnsupportedPropertyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final String FUNCTION = """
            Globals:
              Function:
                Runtime: java25
                Timeout: 15
                Environment: {Variables: {SHARED: one, OTHER: global}}
            Resources:
              Fn:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: functions/x/target/lambda
                  Handler: pkg.Handler
                  Environment: {Variables: {OTHER: own}}
            """;

    @Test
    void globalsAreMergedKeyByKeyAndTheResourceWins() {
        var function = Templates.read(FUNCTION).functions().getFirst();

        assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(function.environment()).isEqualTo(Map.of("SHARED", "one", "OTHER", "own"));
        assertThat(function.codeUri()).isEqualTo(Path.of("/project/functions/x/target/lambda"));
    }

    @Test
    void anUnknownPropertyIsAnErrorThatNamesItAndItsLine() {
        assertThatThrownBy(() -> Templates.read(FUNCTION + "      FileSystemConfigs: [{Arn: a}]\n"))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessage(
                        "Resources.Fn.Properties.FileSystemConfigs.0.Arn is not supported by a local run (line 14)");
    }

    @Test
    void anUnknownResourceTypeIsAnError() {
        assertThatThrownBy(() -> Templates.read("Resources:\n  Bucket: {Type: AWS::S3::Bucket}\n"))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessageContaining("Resources.Bucket.Type")
                .hasMessageContaining("AWS::S3::Bucket");
    }

    @Test
    void anUnknownEventPropertyIsAnError() {
        var event = "      Events: {E: {Type: HttpApi, Properties: {Method: get, Path: /, TimeoutInMillis: 9}}}\n";

        assertThatThrownBy(() -> Templates.read(FUNCTION + event))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessageContaining("Resources.Fn.Properties.Events.E.Properties.TimeoutInMillis");
    }

    @Test
    void anEventOfAnHttpApiWithoutMethodAndPathIsItsDefaultRoute() {
        var template = Templates.read(FUNCTION
                + "      Events: {E: {Type: HttpApi, Properties: {ApiId: !Ref Api, Auth: {Authorizer: NONE}}}}\n"
                + "  Api:\n    Type: AWS::Serverless::HttpApi\n");

        var route = template.httpApis().getFirst().routes().getFirst();
        assertThat(route.path()).isEqualTo("$default");
        assertThat(route.method()).isEqualTo("ANY");
        assertThat(route.authorization()).isEqualTo(Authorization.NONE);
    }

    @Test
    void anEventOfAnHttpApiWithOnlyOneOfMethodAndPathIsAnError() {
        var event = "      Events: {E: {Type: HttpApi, Properties: {ApiId: Api, Path: /pets}}}\n";

        assertThatThrownBy(() -> Templates.read(FUNCTION + event)).hasMessageContaining("Method");
    }

    @Test
    void aKnownPropertyWithAnUnsupportedValueIsAnError() {
        assertThatThrownBy(() -> Templates.read(FUNCTION.replace("java25", "python3.13")))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessageContaining("Resources.Fn.Properties.Runtime")
                .hasMessageContaining("python3.13");
    }

    @Test
    void whatHasNoEffectIsListedByReason() {
        var template = Templates.read(FUNCTION + "      MemorySize: 512\n      SnapStart: {ApplyOn: None}\n");

        assertThat(template.withoutEffect())
                .containsExactly("all functions share this machine and one JVM: "
                        + "AWS::Serverless::Function MemorySize, AWS::Serverless::Function SnapStart");
    }

    @Test
    void aResourceWhoseConditionFailsIsNotThere() {
        var template = Templates.read("Conditions:\n  Never: !Equals [a, b]\n"
                + FUNCTION.replace(
                        "    Type: AWS::Serverless::Function",
                        "    Type: AWS::Serverless::Function\n    Condition: Never"));

        assertThat(template.functions()).isEmpty();
    }

    @Test
    void aValueOfNoValueIsNotThere() {
        var function = Templates.read(FUNCTION + "      ReservedConcurrentExecutions: !Ref AWS::NoValue\n")
                .functions()
                .getFirst();

        assertThat(function.reservedConcurrency()).isEmpty();
    }

    @Test
    void routesOfAnApiComeFromTheEventsOfTheFunctions() {
        var api = "  Web: {Type: AWS::Serverless::HttpApi}\n";
        var template = Templates.read(FUNCTION
                + "      AutoPublishAlias: live\n"
                + "      Events: {Get: {Type: HttpApi, Properties: "
                + "{ApiId: !Ref Web, Method: get, Path: '/jobs/{id}'}}}\n"
                + api);

        assertThat(template.httpApis().getFirst().routes())
                .containsExactly(new HttpApiResource.Route(
                        "GET",
                        "/jobs/{id}",
                        "arn:aws:lambda:us-east-1:123456789012:function:test-Fn:live",
                        Authorization.NONE));
    }

    @Test
    void aStreamMappingHasLambdasDefaults() {
        var mapping = Templates.read(FUNCTION + streamEvent(""))
                .functions()
                .getFirst()
                .eventsOf(EventSource.StreamMapping.class)
                .getFirst();

        assertThat(mapping)
                .extracting(
                        EventSource.StreamMapping::batchSize,
                        EventSource.StreamMapping::batchingWindow,
                        EventSource.StreamMapping::bisect,
                        EventSource.StreamMapping::reportsItemFailures)
                .containsExactly(100, Duration.ZERO, false, false);
        assertThat(mapping.retry()).isEqualTo(new RetryPolicy(Optional.empty(), Optional.empty()));
    }

    @Test
    void anOnFailureDestinationThatIsNoQueueIsAnError() {
        var topic = ", DestinationConfig: {OnFailure: {Destination: 'arn:aws:sns:us-east-1:123456789012:t'}}";

        assertThatThrownBy(() -> Templates.read(FUNCTION + streamEvent(topic)))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessageContaining("OnFailure.Destination");
    }

    @Test
    void samMakesTheQueueThatADeadLetterConfigNames() {
        var rule = """
                      Events:
                        Closed:
                          Type: EventBridgeRule
                          Properties:
                            Pattern: {source: [aws.states]}
                            DeadLetterConfig: {Type: SQS, QueueLogicalId: Unsettled}
                """;

        var template = Templates.read(FUNCTION + rule);

        assertThat(template.queues()).extracting(QueueResource::name).containsExactly("test-Unsettled");
    }

    @Test
    void anExportIsAnError() {
        assertThatThrownBy(() -> Templates.read("Outputs: {Out: {Value: x, Export: {Name: y}}}\n"))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessageContaining("Outputs.Out.Export");
    }

    @Test
    void aKeyThatStandsTwiceIsAnError() {
        assertThatThrownBy(() -> Templates.read(FUNCTION + "      CodeUri: other\n"))
                .hasMessage("The key CodeUri stands twice (line 14)");
    }

    @Test
    void aTemplateWithoutSamIsRefused() {
        assertThatThrownBy(() -> Template.read(
                        "Resources: {}\n", Path.of("/project"), Stack.local("test", Map.of(), Templates.ADDRESSES)))
                .hasMessageContaining("Transform must be AWS::Serverless-2016-10-31");
    }

    private static String streamEvent(String more) {
        return "      Events: {S: {Type: DynamoDB, Properties: "
                + "{Stream: 'arn:aws:dynamodb:x', StartingPosition: LATEST" + more + "}}}\n";
    }
}
