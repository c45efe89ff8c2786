package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;

/** What the broadcaster logs: a line for each thing that a person may have to look at, and one for the batch. */
final class BroadcastLog {
    private final LambdaLogger logger;

    BroadcastLog(LambdaLogger logger) {
        this.logger = logger;
    }

    void malformed(DynamodbStreamRecord record, IllegalArgumentException reason) {
        logger.log(
                "record " + record.getDynamodb().getSequenceNumber() + " cannot be told: " + reason.getMessage(),
                LogLevel.ERROR);
    }

    void tooLarge(Change change) {
        logger.log(change.name() + " is too large: " + change.frame().size() + " bytes", LogLevel.ERROR);
    }

    void told(int changes, Broadcast broadcast) {
        broadcast.turns().forEach(this::turn);
        broadcast
                .unread()
                .ifPresent(unread -> logger.log(
                        "the subscribers of " + unread.change().name() + " could not be read: " + unread.reason(),
                        LogLevel.ERROR));
        logger.log(
                "broadcast " + changes + " changes to " + broadcast.turns().size() + " connections: "
                        + broadcast.delivered() + " frames delivered",
                LogLevel.INFO);
    }

    private void turn(Broadcast.Turn turn) {
        switch (turn.end()) {
            case Delivery.Delivered _ -> {}
            case Delivery.Gone _ ->
                logger.log(
                        "connection " + turn.connectionId() + " is gone: "
                                + turn.cleanUpFailure()
                                        .map(reason -> "its rows could not be removed: " + reason)
                                        .orElse("its rows are removed"),
                        LogLevel.INFO);
            case Delivery.Skipped skipped ->
                logger.log("connection " + turn.connectionId() + " skipped: " + skipped.reason(), LogLevel.WARN);
        }
    }
}
