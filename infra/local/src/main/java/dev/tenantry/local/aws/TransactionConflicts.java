package dev.tenantry.local.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenantry.local.web.Bodies;
import dev.tenantry.local.web.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;

/**
 * Cancels a share of the calls of {@code TransactWriteItems} with the reason {@code TransactionConflict} for one of the
 * items, as DynamoDB does when another request is writing the item. Nothing is written then. See
 * "TransactionCanceledException" in the DynamoDB API Reference.
 */
public final class TransactionConflicts {

    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private final double rate;
    private final RandomGenerator random;

    /**
     * Conflicts at a rate.
     *
     * @param rate the share of calls that are cancelled, from 0 to 1
     * @param random decides which
     */
    public TransactionConflicts(double rate, RandomGenerator random) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("A rate lies between 0 and 1: " + rate);
        }
        this.rate = rate;
        this.random = random;
    }

    /** No conflicts. */
    public static TransactionConflicts none() {
        return new TransactionConflicts(0, RandomGenerator.getDefault());
    }

    boolean strike() {
        return random.nextDouble() < rate;
    }

    AwsAnswer answer(Request request) throws IOException {
        var items = Json.MAPPER
                .readTree(Bodies.read(request, MAX_BODY_BYTES))
                .path("TransactItems")
                .size();
        var reasons = new ArrayList<>(Collections.nCopies(items, Reason.NONE));
        reasons.set(random.nextInt(items), Reason.CONFLICT);
        var codes = reasons.stream().map(Reason::code).collect(Collectors.joining(", ", "[", "]"));
        var message = "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes;
        return new AwsAnswer(400, Json.bytes(new Cancelled(Cancelled.TYPE, message, reasons)));
    }

    private record Cancelled(
            @JsonProperty("__type") String type,
            @JsonProperty("Message") String message,
            @JsonProperty("CancellationReasons") List<Reason> reasons) {

        static final String TYPE = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
    }

    @JsonInclude(Include.NON_NULL)
    private record Reason(
            @JsonProperty("Code") String code,
            @JsonProperty("Message") String message) {

        static final Reason NONE = new Reason("None", null);
        static final Reason CONFLICT = new Reason("TransactionConflict", "Transaction is ongoing for the item");
    }
}
