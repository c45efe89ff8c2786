package dev.tenantry.core.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobEvent;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.EventJson;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Store of jobs and their events.
 *
 * <p>A change writes the job and its event in one transaction, on condition that the stored version is the one that the
 * change was made from. Where two changes race, the loser reads the job again and makes its change once more. Why a job
 * is one item: {@code docs/adr/0001-a-job-is-one-item.md}.
 */
public final class JobStore {
    static final String LATEST = "latestJobId";
    private static final String LIVE = "liveJobId";

    private final Table table;
    private final IdempotencyRecords records;
    private final OwnedJobReader owned;
    private final OptimisticRetry retry;
    private final List<AttachedWrite> attached;

    /** Jobs in this table. */
    public JobStore(Table table) {
        this(table, new OptimisticRetry());
    }

    JobStore(Table table, OptimisticRetry retry) {
        this(table, retry, List.of());
    }

    private JobStore(Table table, OptimisticRetry retry, List<AttachedWrite> attached) {
        this.table = table;
        this.records = new IdempotencyRecords(table);
        this.owned = new OwnedJobReader(table);
        this.retry = retry;
        this.attached = attached;
    }

    /** The same jobs. Each transaction that stores or changes one also makes these writes. */
    public JobStore attaching(AttachedWrite... writes) {
        return new JobStore(
                table,
                retry,
                Stream.concat(attached.stream(), Stream.of(writes)).toList());
    }

    /**
     * A job after a change.
     *
     * @param job the job
     * @param accompanied whether the other item was written with it
     */
    public record Changed(Job job, boolean accompanied) {}

    /** The outcome of an attempt to store a new job. */
    public sealed interface Creation {
        /** The job is stored, and it is the organisation's live one. */
        record Created(Job job) implements Creation {}

        /** Nothing was stored: the organisation has a job that has not ended. */
        record Refused(Job live) implements Creation {}

        /** Nothing was stored: the same request made this job before. Here it is as it was then. */
        record Repeated(Job original) implements Creation {}

        /** Nothing was stored: a request for something else had the same key, and made this job. */
        record KeyReused(JobId id) implements Creation {}
    }

    /**
     * Stores a new job and its first event, and makes it the organisation's newest and live one, unless another is
     * live.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the table cannot be reached; then the job may
     *     have been stored all the same
     */
    public Creation create(Job job) {
        return create(job, Optional.empty());
    }

    /**
     * Stores a new job as {@link #create(Job)} does, and with it that this request made it, unless the same request
     * made one in the last 24 hours.
     *
     * @param request the request that asks for the job, if its caller may send it again
     */
    public Creation create(Job job, Optional<IdempotentRequest> request) {
        return retry.run(
                () -> checkCreatable(job.orgId(), request, job.createdAt()).or(() -> tryCreate(job, request)));
    }

    /**
     * Checks whether a new job would be stored now, for callers that must store something else before the job.
     *
     * @param request the request that asks for the job, if its caller may send it again
     * @param now when the job would be created
     * @return why it would not be stored; empty when it would be
     */
    public Optional<Creation> checkCreatable(OrgId orgId, Optional<IdempotentRequest> request, Instant now) {
        // The pointer first: a request that made the live job has its record by then, and is not refused for it.
        var live = pointer(orgId, LIVE).flatMap(this::find);
        var earlier = request.flatMap(same -> records.find(orgId, same, now));
        return earlier.or(() -> live.map(Creation.Refused::new));
    }

    /** The job of this id. The read is consistent. */
    public Optional<Job> find(JobId id) {
        var answer = table.client()
                .getItem(
                        get -> get.tableName(table.name()).key(JobKeys.head(id)).consistentRead(true));
        return answer.hasItem() ? Optional.of(JobJson.read(Attributes.json(answer.item()))) : Optional.empty();
    }

    /**
     * The job of this id, if it is one of these organisations'. The read is consistent, and takes as long for another
     * organisation's job as for one that does not exist.
     *
     * @param owners the organisations; empty: all of them
     */
    public Optional<Job> find(JobId id, Optional<Set<OrgId>> owners) {
        return owners.map(some -> owned.find(id, some)).orElseGet(() -> find(id));
    }

    /** The newest job of an organisation. */
    public Optional<Job> latest(OrgId orgId) {
        return pointer(orgId, LATEST).flatMap(this::find);
    }

    /** At most so many events of a job after a version, in order, as {@link EventJson} writes them. */
    public List<JsonNode> events(JobId id, long after, int limit) {
        if (after == Long.MAX_VALUE) {
            return List.of();
        }
        var answer = table.client().query(query -> query.tableName(table.name())
                .consistentRead(true)
                .limit(limit)
                .keyConditionExpression("PK = :job AND SK BETWEEN :first AND :last")
                .expressionAttributeValues(Map.of(
                        ":job", AttributeValue.fromS(JobKeys.partition(id)),
                        ":first", AttributeValue.fromS(JobKeys.eventSortKey(after + 1)),
                        ":last", AttributeValue.fromS(JobKeys.eventSortKey(Long.MAX_VALUE)))));
        return answer.items().stream().map(JobStore::event).toList();
    }

    /**
     * Changes a job.
     *
     * @param change makes the change from the job as it is stored, or returns empty when there is nothing to change;
     *     called again after each lost race
     * @return the job afterwards
     * @throws java.util.NoSuchElementException when there is no such job
     * @throws dev.tenantry.core.job.IllegalTransitionException when the change would go backwards
     * @throws NotLatestJobException when it restarts a job and the organisation has a newer one
     */
    public Job update(JobId id, Function<Job, Optional<Change>> change) {
        return retry.run(new JobUpdate(this, table, id, change, Optional.empty())::fromStored)
                .job();
    }

    /**
     * Changes a job that was read a moment ago, and that probably nobody has changed since: it is read again only if
     * somebody has, or if there is nothing to change in it as it was.
     *
     * @param seen the job as it was read
     */
    public Job update(Job seen, Function<Job, Optional<Change>> change) {
        return update(seen, new JobUpdate(this, table, seen.id(), change, Optional.empty()))
                .job();
    }

    /**
     * Changes such a job and another item in one transaction. When the other item's condition does not hold, the job
     * alone is changed.
     *
     * @param companion gives the write of the other item, for each attempt
     */
    public Changed update(Job seen, Function<Job, Optional<Change>> change, Supplier<Update> companion) {
        return update(seen, new JobUpdate(this, table, seen.id(), change, Optional.of(companion)));
    }

    private Changed update(Job seen, JobUpdate update) {
        return update.fromSeen(seen).orElseGet(() -> retry.run(update::fromStored));
    }

    private Optional<Creation> tryCreate(Job job, Optional<IdempotentRequest> request) {
        var org = Update.builder()
                .tableName(table.name())
                .key(JobKeys.org(job.orgId()))
                .conditionExpression("attribute_not_exists(liveJobId)")
                .updateExpression("SET latestJobId = :job, liveJobId = :job")
                .expressionAttributeValues(
                        Map.of(":job", AttributeValue.fromS(job.id().value())))
                .build();
        var items = new ArrayList<>(List.of(
                TransactWriteItem.builder().update(org).build(),
                put(JobItems.head(table, job, JobEvent.created(job))
                        .conditionExpression("attribute_not_exists(PK)")
                        .build()),
                put(JobItems.event(table, JobEvent.created(job))),
                put(pointerItem(job))));
        request.ifPresent(same -> items.add(put(records.put(same, job))));
        return transact(items) ? Optional.of(new Creation.Created(job)) : Optional.empty();
    }

    /**
     * Makes these writes and those attached, in one transaction.
     *
     * @throws TransactionCanceledException when a condition does not hold; the reasons of the attached ones come last
     */
    void write(List<TransactWriteItem> items) {
        var all = Stream.concat(items.stream(), attached.stream().map(AttachedWrite::item))
                .toList();
        table.client().transactWriteItems(write -> write.transactItems(all));
        attached.forEach(AttachedWrite::written);
    }

    /** False when another writer was faster, or at the same items in the same moment. */
    private boolean transact(List<TransactWriteItem> items) {
        try {
            write(items);
            return true;
        } catch (TransactionCanceledException cancelled) {
            if (OptimisticRetry.isLostRace(cancelled)) {
                return false;
            }
            throw cancelled;
        }
    }

    /** The change of the organisation that a change of its job causes: whether that is its live one. */
    Optional<Update> changeOfTheOrg(Job before, Job after) {
        if (before.status().isEnded() && !after.status().isEnded()) {
            requireLatest(after);
            return Optional.of(occupy(after));
        }
        var mayBeLive = !before.status().isEnded() || isLive(after);
        return after.status().isEnded() && mayBeLive ? Optional.of(release(after)) : Optional.empty();
    }

    /** While a newer job is the organisation's state, an older plan must not be brought back. */
    private void requireLatest(Job job) {
        pointer(job.orgId(), LATEST).filter(latest -> !latest.equals(job.id())).ifPresent(latest -> {
            throw new NotLatestJobException(job.id(), latest);
        });
    }

    /** Makes a restarted job its organisation's live one. */
    private Update occupy(Job job) {
        return Update.builder()
                .tableName(table.name())
                .key(JobKeys.org(job.orgId()))
                .conditionExpression("latestJobId = :job AND attribute_not_exists(liveJobId)")
                .updateExpression("SET liveJobId = :job")
                .expressionAttributeValues(
                        Map.of(":job", AttributeValue.fromS(job.id().value())))
                .build();
    }

    /** The end of a job frees its organisation for the next. */
    private Update release(Job ended) {
        return Update.builder()
                .tableName(table.name())
                .key(JobKeys.org(ended.orgId()))
                .conditionExpression("liveJobId = :job")
                .updateExpression("REMOVE liveJobId")
                .expressionAttributeValues(
                        Map.of(":job", AttributeValue.fromS(ended.id().value())))
                .build();
    }

    /** A job that ends a second time, after a rollback say, is live no more, and a newer one may be. */
    private boolean isLive(Job job) {
        return pointer(job.orgId(), LIVE).filter(job.id()::equals).isPresent();
    }

    /** Lists the job among its organisation's. */
    private Put pointerItem(Job job) {
        return Put.builder()
                .tableName(table.name())
                .item(JobKeys.pointer(job.orgId(), job.id()))
                .build();
    }

    private Optional<JobId> pointer(OrgId orgId, String attribute) {
        var answer = table.client()
                .getItem(get ->
                        get.tableName(table.name()).key(JobKeys.org(orgId)).consistentRead(true));
        return Optional.ofNullable(answer.item().get(attribute))
                .map(AttributeValue::s)
                .map(JobId::new);
    }

    private static JsonNode event(Map<String, AttributeValue> item) {
        return EventJson.write(EventJson.read(Attributes.json(item)));
    }

    private static TransactWriteItem put(Put put) {
        return TransactWriteItem.builder().put(put).build();
    }
}
