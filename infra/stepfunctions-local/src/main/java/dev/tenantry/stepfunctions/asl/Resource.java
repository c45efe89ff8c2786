package dev.tenantry.stepfunctions.asl;

/** Resource that a Task state calls. */
public sealed interface Resource {
    /** The text in the definition. */
    String arn();

    /** A Lambda function named by its ARN. */
    record LambdaFunction(String arn) implements Resource {}

    /**
     * A service integration, {@code arn:aws:states:::service:action.pattern}.
     *
     * @param arn the text in the definition
     * @param service {@code lambda}, {@code states}, {@code dynamodb} or {@code aws-sdk:…}; in a history it is the
     *     resource type
     * @param action the API action, such as {@code invoke}
     * @param pattern when the state continues: after the request, the end of the work, or the return of a task token
     */
    record ServiceIntegration(String arn, String service, String action, IntegrationPattern pattern)
            implements Resource {
        /** The action with its pattern, as a history shows it: {@code invoke.waitForTaskToken}. */
        public String resource() {
            return action + pattern.suffix();
        }
    }

    /** The service integration patterns. */
    enum IntegrationPattern {
        /** Go on with the response. */
        REQUEST_RESPONSE(""),
        /** Go on when the started job has ended; its output is text. */
        SYNC(".sync"),
        /** As {@link #SYNC}, with the output as JSON. */
        SYNC_2(".sync:2"),
        /** Go on when someone returns the task token. */
        WAIT_FOR_TASK_TOKEN(".waitForTaskToken");

        private final String suffix;

        IntegrationPattern(String suffix) {
            this.suffix = suffix;
        }

        /** What follows the action in a resource. */
        public String suffix() {
            return suffix;
        }
    }
}
