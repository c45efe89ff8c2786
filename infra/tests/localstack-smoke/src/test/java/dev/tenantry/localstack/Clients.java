package dev.tenantry.localstack;

import cloud.localstack.awssdkv2.TestUtils;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** localstack-utils' clients of one endpoint, for the services that the product uses. */
record Clients(
        DynamoDbClient dynamoDb,
        KmsClient kms,
        LambdaClient lambda,
        SecretsManagerClient secretsManager,
        SfnClient stepFunctions,
        SqsClient sqs,
        SsmClient ssm)
        implements AutoCloseable {

    static Clients of(URI endpoint) {
        return new Clients(
                client(DynamoDbClient.builder(), endpoint),
                client(KmsClient.builder(), endpoint),
                client(LambdaClient.builder(), endpoint),
                client(SecretsManagerClient.builder(), endpoint),
                client(SfnClient.builder(), endpoint),
                client(SqsClient.builder(), endpoint),
                client(SsmClient.builder(), endpoint));
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, URI endpoint) {
        return TestUtils.wrapApiSyncClientV2(builder, endpoint.toString()).build();
    }

    @Override
    public void close() {
        List.<SdkClient>of(dynamoDb, kms, lambda, secretsManager, stepFunctions, sqs, ssm)
                .forEach(SdkClient::close);
    }
}
