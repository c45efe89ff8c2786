package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.log.FunctionLog;

/** Log of the broadcaster: a line for each failure that a person may have to look at, and one for the batch. */
final class BroadcastLog {
    private final FunctionLog logger;

    BroadcastLog(FunctionLog logger) {
        this.logger = logger;
    }

    void malformed(DynamodbStreamRecord record, IllegalArgumentException reason) {
        logger.log(
                "record " + record.getDynamodb().getSequenceNumber() + " cannot be broadcast: " + reason.getMessage(),
                LogLevel.ERROR);
    }

    void tooLarge(Change change) {
        logger.log(change.name() + " is too large: " + change.frame().size() + " bytes", LogLevel.ERROR);
    }

    void batch(int changes, BroadcastResult broadcast) {
        broadcast.deliveries().forEach(this::delivery);
        broadcast
                .unread()
                .ifPresent(unread -> logger.log(
                        "the subscribers of " + unread.change().name() + " could not be read: " + unread.reason(),
                        LogLevel.ERROR));
        logger.log(
                "broadcast " + changes + " changes to " + broadcast.deliveries().size() + " connections: "
                        + broadcast.delivered() + " frames delivered",
                LogLevel.INFO);
    }

    private void delivery(BroadcastResult.ConnectionDelivery delivery) {
        switch (delivery.end()) {
            case Delivery.Delivered _ -> {}
            case Delivery.Gone _ -> ended(delivery, "is gone");
            case Delivery.Expired _ -> ended(delivery, "is closed, its token has expired");
            case Delivery.Skipped skipped ->
                logger.log("connection " + delivery.connectionId() + " skipped: " + skipped.reason(), LogLevel.WARN);
        }
    }

    private void ended(BroadcastResult.ConnectionDelivery delivery, String how) {
        logger.log(
                "connection " + delivery.connectionId() + " " + how + ": "
                        + delivery.cleanUpFailure()
                                .map(reason -> "its rows could not be removed: " + reason)
                                .orElse("its rows are removed"),
                LogLevel.INFO);
    }
}
