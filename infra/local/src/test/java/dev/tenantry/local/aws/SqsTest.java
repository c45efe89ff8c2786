package dev.tenantry.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tenantry.local.web.WebServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsTest {

    private final Sqs service = new Sqs(new AwsAccount("123456789012", "eu-west-1"), Clock.systemUTC());
    private final WebServer server =
            WebServer.start(0, new AwsEndpoint(List.of(new JsonServices(Map.of(Sqs.TARGET, service)))));
    private final SqsClient sqs = AwsClients.client(SqsClient.builder(), server.uri());
    private final String arn = service.createQueue("failures", Duration.ofSeconds(30));
    private String url;

    @BeforeEach
    void findQueue() {
        url = sqs.getQueueUrl(get -> get.queueName("failures")).queueUrl();
    }

    @AfterEach
    void close() {
        sqs.close();
        server.close();
    }

    @Test
    void namesItsQueues() {
        assertThat(url).isEqualTo(server.uri() + "/123456789012/failures");
        assertThat(arn).isEqualTo("arn:aws:sqs:eu-west-1:123456789012:failures");
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .isThrownBy(() -> sqs.getQueueUrl(get -> get.queueName("other")));
    }

    @Test
    void hidesAReceivedMessageUntilItIsDeleted() {
        // The SDK checks the MD5 digests of what it sends and receives.
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("one ü"));
        service.send(arn, "two");
        assertAttributes(2, 0);

        var received = sqs.receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();

        assertThat(received).extracting(Message::body).containsExactly("one ü", "two");
        assertThat(received.getFirst().attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        assertAttributes(0, 2);
        assertThat(receive()).isEmpty();

        sqs.deleteMessage(
                delete -> delete.queueUrl(url).receiptHandle(received.getFirst().receiptHandle()));
        assertAttributes(0, 1);
    }

    @Test
    void deliversAgainAfterTheVisibilityTimeout() {
        service.send(arn, "one");
        var first = sqs.receiveMessage(receive -> receive.queueUrl(url).visibilityTimeout(0))
                .messages()
                .getFirst();

        var second = receive().getFirst();

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(first.receiptHandle()));
        assertAttributes(0, 1);
    }

    @Test
    void waitsForAMessage() throws Exception {
        var waiting = CompletableFuture.supplyAsync(
                () -> sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(20))
                        .messages());

        service.send(arn, "late");

        assertThat(waiting.get(10, TimeUnit.SECONDS)).extracting(Message::body).containsExactly("late");
    }

    @Test
    void refusesWhatItDoesNotDo() {
        var attribute = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("b")
                .build();

        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs.sendMessage(
                        send -> send.queueUrl(url).messageBody("one").messageAttributes(Map.of("a", attribute))))
                .withMessageContaining("MessageAttributes");
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() ->
                        sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(11)))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
        assertThatIllegalArgumentException().isThrownBy(() -> service.send("arn:aws:sqs:eu-west-1:1:other", "one"));
    }

    private List<Message> receive() {
        return sqs.receiveMessage(receive -> receive.queueUrl(url)).messages();
    }

    private void assertAttributes(int visible, int hidden) {
        var attributes = sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertThat(attributes)
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Integer.toString(visible))
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, Integer.toString(hidden))
                .containsEntry(QueueAttributeName.QUEUE_ARN, arn);
    }
}
