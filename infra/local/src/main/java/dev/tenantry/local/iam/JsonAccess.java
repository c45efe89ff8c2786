package dev.tenantry.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.aws.AwsAccount;
import dev.tenantry.local.aws.AwsTarget;
import dev.tenantry.local.template.TableResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What requests of the AWS JSON protocols do, of which it knows those that functions send. */
final class JsonAccess {
    private final AwsAccount account;
    private final DynamoDbAccess dynamoDb;
    private final Function<String, Optional<String>> stateMachineOfToken;

    /**
     * Makes a reader of requests.
     *
     * @param stateMachineOfToken the ARN of the state machine that gave out a task token
     */
    JsonAccess(AwsAccount account, List<TableResource> tables, Function<String, Optional<String>> stateMachineOfToken) {
        this.account = account;
        this.dynamoDb = new DynamoDbAccess(tables);
        this.stateMachineOfToken = stateMachineOfToken;
    }

    /**
     * What a request does.
     *
     * @throws UnknownAccessException when no function is known to send such requests
     */
    List<Access> of(AwsTarget target, JsonNode request) {
        return switch (target.service() + "." + target.operation()) {
            case "AWSStepFunctions.StartExecution" -> execution(target, request.path("stateMachineArn"));
            case "AWSStepFunctions.DescribeExecution",
                    "AWSStepFunctions.RedriveExecution",
                    "AWSStepFunctions.StopExecution" -> execution(target, request.path("executionArn"));
            case "AWSStepFunctions.SendTaskSuccess", "AWSStepFunctions.SendTaskFailure" -> task(target, request);
            case "TrentService.Encrypt", "TrentService.Decrypt" -> key(target, request);
            case "AmazonSSM.GetParameter" -> parameter(request.path("Name").asText());
            case "secretsmanager.GetSecretValue" ->
                secret(request.path("SecretId").asText());
            default -> {
                if (target.service().equals("DynamoDB_20120810")) {
                    yield dynamoDb.of(target.operation(), request);
                }
                throw new UnknownAccessException(target.service() + "." + target.operation());
            }
        };
    }

    private static List<Access> execution(AwsTarget target, JsonNode arn) {
        return List.of(Access.of("states:" + target.operation(), arn.asText()));
    }

    private List<Access> task(AwsTarget target, JsonNode request) {
        var stateMachine = stateMachineOfToken.apply(request.path("taskToken").asText());
        return List.of(new Access("states:" + target.operation(), stateMachine, Map.of()));
    }

    private List<Access> key(AwsTarget target, JsonNode request) {
        var context = new LinkedHashMap<String, List<String>>();
        request.path("EncryptionContext")
                .properties()
                .forEach(entry -> context.put(
                        "kms:EncryptionContext:" + entry.getKey(),
                        List.of(entry.getValue().asText())));
        var key = arn("kms", "key/", request.path("KeyId").asText());
        return List.of(Access.of("kms:" + target.operation(), key, context));
    }

    private List<Access> parameter(String name) {
        return List.of(
                Access.of("ssm:GetParameter", arn("ssm", name.startsWith("/") ? "parameter" : "parameter/", name)));
    }

    /** Secrets Manager adds six characters to a secret's name in its ARN, which policies write as wildcards. */
    private List<Access> secret(String id) {
        var resource = id.startsWith("arn:") ? id : account.arn("secretsmanager", "secret:" + id + "-000000");
        return List.of(Access.of("secretsmanager:GetSecretValue", resource));
    }

    private String arn(String service, String prefix, String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : account.arn(service, prefix + nameOrArn);
    }
}
