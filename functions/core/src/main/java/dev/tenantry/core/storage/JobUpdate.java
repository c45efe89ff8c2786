package dev.tenantry.core.storage;

import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.storage.JobStore.Changed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * One change of a stored job. Each attempt is one transaction, on condition that the stored version is the one that the
 * change is made from. DynamoDB answers a lost race with the job as it is stored, so it is made from that without
 * another read.
 */
final class JobUpdate {
    private static final int HEAD = 0;

    private final JobStore store;
    private final Table table;
    private final JobId id;
    private final Function<Job, Optional<Change>> change;
    private Optional<Supplier<Update>> companion;
    private boolean isLive = true;

    /**
     * @param store where the job is
     * @param table the store's table
     * @param change as {@link JobStore#update(JobId, Function)} takes it
     * @param companion gives the write of another item, for each transaction; left out once its condition does not hold
     */
    JobUpdate(
            JobStore store,
            Table table,
            JobId id,
            Function<Job, Optional<Change>> change,
            Optional<Supplier<Update>> companion) {
        this.store = store;
        this.table = table;
        this.id = id;
        this.change = change;
        this.companion = companion;
    }

    /**
     * Makes the change from the job as it was a moment ago. What is unnecessary or illegal then may have become
     * necessary and legal since, so that is left to {@link #fromStored}.
     *
     * @return empty when nothing was written
     */
    Optional<Changed> fromSeen(Job seen) {
        try {
            return change.apply(seen).flatMap(next -> write(seen, next, true));
        } catch (IllegalTransitionException outdated) {
            return Optional.empty();
        }
    }

    /**
     * Makes the change from the job as it is stored.
     *
     * @return empty when others were faster
     */
    Optional<Changed> fromStored() {
        return from(store.find(id).orElseThrow(), true);
    }

    private Optional<Changed> from(Job stored, boolean repeatable) {
        var next = change.apply(stored);
        return next.isEmpty() ? Optional.of(new Changed(stored, false)) : write(stored, next.get(), repeatable);
    }

    private Optional<Changed> write(Job before, Change next, boolean repeatable) {
        var items = new ArrayList<TransactWriteItem>();
        items.add(put(JobItems.head(table, next.job(), next.event())
                .conditionExpression("version = :seen")
                .expressionAttributeValues(Map.of(":seen", AttributeValue.fromN(Long.toString(before.version()))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        items.add(TransactWriteItem.builder()
                .put(JobItems.event(table, next.event()))
                .build());
        var org = isLive ? store.changeOfTheOrg(before, next.job()) : Optional.<Update>empty();
        org.ifPresent(update -> items.add(update(update)));
        companion.ifPresent(update -> items.add(update(update.get())));
        try {
            store.write(items);
            return Optional.of(new Changed(next.job(), companion.isPresent()));
        } catch (TransactionCanceledException cancelled) {
            if (!OptimisticRetry.isLostRace(cancelled)) {
                throw cancelled;
            }
            return lost(before, next, new Refusals(cancelled.cancellationReasons(), org.isPresent()), repeatable);
        }
    }

    private Optional<Changed> lost(Job before, Change next, Refusals refusals, boolean repeatable) {
        if (refusals.of(HEAD)) {
            return refusals.stored().filter(_ -> repeatable).flatMap(stored -> from(stored, false));
        }
        if (companion.isPresent() && refusals.ofCompanion()) {
            companion = Optional.empty();
            return write(before, next, repeatable);
        }
        if (isLive && next.job().status().isEnded() && refusals.ofOrg()) {
            isLive = false;
            return write(before, next, repeatable);
        }
        return Optional.empty();
    }

    private static TransactWriteItem put(Put.Builder put) {
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private static TransactWriteItem update(Update update) {
        return TransactWriteItem.builder().update(update).build();
    }

    /**
     * The reasons why a transaction was cancelled, one for each of its items: head, event, the organisation if it
     * changes, and the companion if there is one.
     */
    private record Refusals(List<CancellationReason> reasons, boolean hasOrg) {
        boolean of(int item) {
            return item < reasons.size()
                    && "ConditionalCheckFailed".equals(reasons.get(item).code());
        }

        boolean ofOrg() {
            return hasOrg && of(HEAD + 2);
        }

        boolean ofCompanion() {
            return of(HEAD + (hasOrg ? 3 : 2));
        }

        Optional<Job> stored() {
            var head = reasons.get(HEAD);
            return head.hasItem() ? Optional.of(JobJson.read(Attributes.json(head.item()))) : Optional.empty();
        }
    }
}
