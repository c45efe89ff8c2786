package dev.tenantry.local.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Simple Queue Service: GetQueueUrl, SendMessage, ReceiveMessage, DeleteMessage and GetQueueAttributes for standard
 * queues that the template declares, in memory. Message attributes are refused.
 */
public final class Sqs extends FakeAwsService {

    /** What stands before the dot in {@code X-Amz-Target}. */
    public static final String TARGET = "AmazonSQS";

    private static final String ALL = "All";
    private static final int MAX_BATCH = 10;
    private static final int MAX_WAIT_SECONDS = 20;

    private final AwsAccount account;
    private final Clock clock;
    private final Map<String, SqsQueue> queues = new ConcurrentHashMap<>();

    /** Makes a service without queues. */
    public Sqs(AwsAccount account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /**
     * Makes a queue.
     *
     * @param visibilityTimeout how long a received message stays hidden unless the receiver says otherwise; SQS's
     *     default is 30 seconds
     * @return its ARN
     */
    public String createQueue(String name, Duration visibilityTimeout) {
        queues.put(name, new SqsQueue(visibilityTimeout, clock));
        return arn(name);
    }

    /**
     * Sends a message, as a service does that has the queue as its destination.
     *
     * @param queueArn as {@link #createQueue} returned it
     * @throws IllegalArgumentException if there is no such queue
     */
    public void send(String queueArn, String body) {
        var queue = queues.get(queueArn.substring(queueArn.lastIndexOf(':') + 1));
        if (queue == null) {
            throw new IllegalArgumentException("There is no queue " + queueArn);
        }
        queue.send(body, Duration.ZERO);
    }

    private String arn(String name) {
        return account.arn("sqs", name);
    }

    /** How many messages of a queue can be received now. */
    public int visibleMessages(String queue) {
        return queues.get(queue).visibleMessages();
    }

    @Override
    Object perform(AwsRequest request) throws AwsException {
        return switch (request.operation()) {
            case "GetQueueUrl" -> queueUrl(input(request, GetQueueUrlInput.class), request.endpoint());
            case "SendMessage" -> send(input(request, SendMessageInput.class));
            case "ReceiveMessage" -> receive(input(request, ReceiveMessageInput.class));
            case "DeleteMessage" -> delete(input(request, DeleteMessageInput.class));
            case "GetQueueAttributes" -> attributes(input(request, GetQueueAttributesInput.class));
            default -> throw AwsException.unknownOperation(request.operation());
        };
    }

    private QueueUrl queueUrl(GetQueueUrlInput input, URI endpoint) throws AwsException {
        var name = required("QueueName", input.queueName());
        find(name);
        return new QueueUrl(endpoint + "/" + account.accountId() + "/" + name);
    }

    private SentMessage send(SendMessageInput input) throws AwsException {
        if (input.messageAttributes() != null && !input.messageAttributes().isEmpty()) {
            throw new AwsException("UnsupportedOperation", "MessageAttributes are not available here");
        }
        var body = required("MessageBody", input.messageBody());
        var message = findByUrl(input.queueUrl()).send(body, Duration.ofSeconds(input.delaySeconds()));
        return new SentMessage(message.id(), message.md5());
    }

    private ReceivedMessages receive(ReceiveMessageInput input) throws AwsException {
        var queue = findByUrl(input.queueUrl());
        var max = inRange("MaxNumberOfMessages", input.maxNumberOfMessages(), 1, MAX_BATCH, 1);
        var wait = inRange("WaitTimeSeconds", input.waitTimeSeconds(), 0, MAX_WAIT_SECONDS, 0);
        var visibility = input.visibilityTimeout() == null
                ? queue.visibilityTimeout()
                : Duration.ofSeconds(input.visibilityTimeout());
        try {
            var received = queue.receive(max, visibility, Duration.ofSeconds(wait));
            var wanted = input.wantedAttributes();
            return new ReceivedMessages(
                    received.isEmpty()
                            ? null
                            : received.stream()
                                    .map(message -> shape(message, wanted))
                                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ReceivedMessages(null);
        }
    }

    private static int inRange(String member, Integer value, int min, int max, int byDefault) throws AwsException {
        if (value == null) {
            return byDefault;
        }
        if (value < min || value > max) {
            throw new AwsException(
                    "InvalidParameterValue",
                    "Value " + value + " for parameter " + member + " is invalid. Reason: Must be between " + min
                            + " and " + max + ", if provided.");
        }
        return value;
    }

    private static ReceivedMessage shape(SqsQueue.Message message, List<String> wanted) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("ApproximateReceiveCount", Integer.toString(message.receiveCount()));
        attributes.put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()));
        keep(attributes, wanted);
        return new ReceivedMessage(
                message.id(),
                message.receiptHandle(),
                message.body(),
                message.md5(),
                attributes.isEmpty() ? null : attributes);
    }

    private static void keep(Map<String, String> attributes, List<String> wanted) {
        if (!wanted.contains(ALL)) {
            attributes.keySet().retainAll(wanted);
        }
    }

    private Nothing delete(DeleteMessageInput input) throws AwsException {
        findByUrl(input.queueUrl()).delete(required("ReceiptHandle", input.receiptHandle()));
        return new Nothing();
    }

    private QueueAttributes attributes(GetQueueAttributesInput input) throws AwsException {
        var queue = findByUrl(input.queueUrl());
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("ApproximateNumberOfMessages", Integer.toString(queue.visibleMessages()));
        attributes.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(queue.hiddenMessages()));
        attributes.put("QueueArn", arn(name(input.queueUrl())));
        attributes.put(
                "VisibilityTimeout", Long.toString(queue.visibilityTimeout().toSeconds()));
        keep(attributes, input.attributeNames() == null ? List.of() : input.attributeNames());
        return new QueueAttributes(attributes);
    }

    private SqsQueue findByUrl(String url) throws AwsException {
        return find(name(required("QueueUrl", url)));
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private SqsQueue find(String name) throws AwsException {
        var queue = queues.get(name);
        if (queue == null) {
            throw new AwsException("QueueDoesNotExist", "The specified queue does not exist.");
        }
        return queue;
    }

    private record GetQueueUrlInput(String queueName) {}

    private record SendMessageInput(
            String queueUrl, String messageBody, int delaySeconds, Map<String, JsonNode> messageAttributes) {}

    private record ReceiveMessageInput(
            String queueUrl,
            Integer maxNumberOfMessages,
            Integer waitTimeSeconds,
            Integer visibilityTimeout,
            List<String> attributeNames,
            List<String> messageSystemAttributeNames) {

        List<String> wantedAttributes() {
            var names = messageSystemAttributeNames == null ? attributeNames : messageSystemAttributeNames;
            return names == null ? List.of() : names;
        }
    }

    private record DeleteMessageInput(String queueUrl, String receiptHandle) {}

    private record GetQueueAttributesInput(String queueUrl, List<String> attributeNames) {}

    private record QueueUrl(String queueUrl) {}

    private record SentMessage(
            String messageId,
            @JsonProperty("MD5OfMessageBody") String md5OfMessageBody) {}

    private record ReceivedMessages(List<ReceivedMessage> messages) {}

    private record ReceivedMessage(
            String messageId,
            String receiptHandle,
            String body,
            @JsonProperty("MD5OfBody") String md5OfBody,
            Map<String, String> attributes) {}

    private record QueueAttributes(Map<String, String> attributes) {}
}
