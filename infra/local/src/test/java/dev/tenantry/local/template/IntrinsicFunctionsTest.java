package dev.tenantry.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.template.evaluation.TemplateException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples after the CloudFormation Template Reference, "Intrinsic functions" and "Pseudo parameters". */
class IntrinsicFunctionsTest {

    private static final String SECTIONS = """
            Parameters:
              Stage: {Type: String, Default: dev}
              Zones: {Type: CommaDelimitedList, Default: "a, b,c"}
            Mappings:
              Sizes: {dev: {Memory: 512}}
            Conditions:
              IsProd: !Equals [!Ref Stage, prod]
              IsDev: !Not [!Condition IsProd]
              Both: !And [!Condition IsProd, !Condition IsDev]
              Either: !Or [!Condition IsProd, !Condition IsDev]
            Resources:
              Fn:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: x, Handler: h, Runtime: java25, AutoPublishAlias: live}
              Named:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: x, Handler: h, Runtime: java25, FunctionName: !Sub "${Stage}-named"}
              Flow:
                Type: AWS::Serverless::StateMachine
                Properties: {DefinitionUri: flow.json}
              Items:
                Type: AWS::DynamoDB::Table
              Dead:
                Type: AWS::SQS::Queue
              ItemsArn:
                Type: AWS::SSM::Parameter
                Properties: {Name: items, Type: String, Value: !If [IsProd, other, !GetAtt Items.Arn]}
              Web:
                Type: AWS::Serverless::HttpApi
              Live:
                Type: AWS::Serverless::WebSocketApi
                Properties: {RouteSelectionExpression: $request.body.action, StageName: live}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "!Ref Stage | dev",
                "!Ref AWS::Region | us-east-1",
                "!Ref AWS::AccountId | 123456789012",
                "!Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:root | arn:aws:iam::123456789012:root",
                "!Sub ['${A}-${Stage}-${!Kept}', {A: !Ref AWS::StackName}] | test-dev-${Kept}",
                "!Join ['/', [a, !Ref Stage]] | a/dev",
                "!Select [1, !Ref Zones] | b",
                "!Select [2, !Split ['.', 'x.y.z']] | z",
                "!FindInMap [Sizes, !Ref Stage, Memory] | 512",
                "!If [IsProd, yes-it-is, not-yet] | not-yet",
                "!If [Both, both, not-both] | not-both",
                "!If [Either, either, neither] | either",
                "{'Fn::Join': ['-', [a, {Ref: Stage}]]} | a-dev",
                "!Ref Fn | test-Fn",
                "!GetAtt Fn.Arn | arn:aws:lambda:us-east-1:123456789012:function:test-Fn",
                "!Ref Fn.Alias | arn:aws:lambda:us-east-1:123456789012:function:test-Fn:live",
                "!Sub '${Fn.Alias}' | arn:aws:lambda:us-east-1:123456789012:function:test-Fn:live",
                "!GetAtt Named.Arn | arn:aws:lambda:us-east-1:123456789012:function:dev-named",
                "!Ref Flow | arn:aws:states:us-east-1:123456789012:stateMachine:test-Flow",
                "!Ref Items | test-Items",
                "!GetAtt Items.Arn | arn:aws:dynamodb:us-east-1:123456789012:table/test-Items",
                "!Sub '${ItemsArn.Value}/index/X' | arn:aws:dynamodb:us-east-1:123456789012:table/test-Items/index/X",
                "!Ref Dead | http://127.0.0.1:4566/123456789012/test-Dead",
                "!GetAtt Dead.Arn | arn:aws:sqs:us-east-1:123456789012:test-Dead",
                "!Sub https://${Web}.execute-api.${AWS::Region}.${AWS::URLSuffix}/v1 | http://127.0.0.1:8080/v1",
                "!Sub wss://${Live}.execute-api.${AWS::Region}.${AWS::URLSuffix}/live | ws://127.0.0.1:8080/live",
                "!Sub https://${Live}.execute-api.${AWS::Region}.${AWS::URLSuffix}/live | http://127.0.0.1:4566/live",
            })
    void resolvesAsCloudFormationDoes(String expression, String expected) {
        assertThat(Templates.output(expression, SECTIONS, Map.of())).isEqualTo(expected);
    }

    @Test
    void conditionsFollowTheParametersOfTheRun() {
        assertThat(Templates.output("!If [IsProd, yes-it-is, not-yet]", SECTIONS, Map.of("Stage", "prod")))
                .isEqualTo("yes-it-is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "!ImportValue Other | Fn::ImportValue is not supported",
                "!Ref Nowhere | no parameter or resource Nowhere",
                "!GetAtt Fn.Colour | Fn::GetAtt Fn.Colour is not supported",
                "!Select [7, !Ref Zones] | Fn::Select finds no such item",
                "!FindInMap [Sizes, prod, Memory] | finds no prod",
                "!If [Nothing, a, b] | no condition Nothing",
                "!Ref Named.Alias | Named has no AutoPublishAlias",
            })
    void anErrorSaysWhatAndOnWhichLine(String expression, String message) {
        var line = 2 + SECTIONS.lines().count() + 3;

        assertThatThrownBy(() -> Templates.output(expression, SECTIONS, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith("(line " + line + ")");
    }

    @Test
    void conditionsInACircleAreAnError() {
        var circle = "Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\n";

        assertThatThrownBy(() -> Templates.output("!If [A, x, y]", circle, Map.of()))
                .hasMessageContaining("refer to each other: [A, B]");
    }
}
