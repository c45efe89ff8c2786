package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.tenantry.webhooks.ExecutionStatusChange.Detail;
import org.junit.jupiter.api.Test;

/**
 * Whether Lambda's Java runtime, which reads with this library, finds in the whole event what we need of it. The events
 * are shaped like the examples in the AWS Step Functions Developer Guide, "Automating Step Functions event delivery
 * with EventBridge".
 */
class ExecutionStatusChangeTest {

    @Test
    void isReadFromTheEventOfAFailedExecution() {
        var change = read("""
                {
                  "version": "0",
                  "id": "315c1398-40ff-a850-213b-158f73e60175",
                  "detail-type": "Step Functions Execution Status Change",
                  "source": "aws.states",
                  "account": "123456789012",
                  "time": "2026-11-22T10:00:05Z",
                  "region": "us-east-1",
                  "resources": ["arn:aws:states:us-east-1:123456789012:execution:provisioning:job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G"],
                  "detail": {
                    "executionArn": "arn:aws:states:us-east-1:123456789012:execution:provisioning:job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G",
                    "stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:provisioning",
                    "name": "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G",
                    "status": "FAILED",
                    "startDate": 1795341600000,
                    "stopDate": 1795341605000,
                    "input": "{\\"jobId\\":\\"job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G\\"}",
                    "output": null,
                    "stateMachineVersionArn": null,
                    "stateMachineAliasArn": null,
                    "redriveCount": 2,
                    "redriveDate": null,
                    "redriveStatus": "REDRIVABLE",
                    "redriveStatusReason": null,
                    "inputDetails": {"included": true},
                    "outputDetails": null,
                    "error": "dev.tenantry.core.failure.NotProcessedException",
                    "cause": "{\\"errorMessage\\":\\"Twilio is busy.\\"}"
                  }
                }
                """);

        assertThat(change)
                .isEqualTo(new ExecutionStatusChange(new Detail(
                        "arn:aws:states:us-east-1:123456789012:execution:provisioning:job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G",
                        "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G",
                        "FAILED",
                        2,
                        "dev.tenantry.core.failure.NotProcessedException",
                        "{\"errorMessage\":\"Twilio is busy.\"}")));
    }

    @Test
    void isReadFromTheEventOfAStoppedExecutionWithoutAnErrorOrACause() {
        var change = read("""
                {
                  "source": "aws.states",
                  "detail": {
                    "name": "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G",
                    "status": "ABORTED",
                    "input": "{}",
                    "error": null
                  }
                }
                """);

        assertThat(change)
                .isEqualTo(new ExecutionStatusChange(
                        new Detail(null, "job_01KAKBZ5WQ8Y6T4R2P0N8M6J4G", "ABORTED", 0, null, null)));
    }

    private static ExecutionStatusChange read(String json) {
        return JacksonFactory.getInstance()
                .getSerializer(ExecutionStatusChange.class)
                .fromJson(json);
    }
}
