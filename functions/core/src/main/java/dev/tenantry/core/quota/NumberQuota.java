package dev.tenantry.core.quota;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.quota.CapExceededException.Cap;
import dev.tenantry.core.settings.Settings.Limits;
import dev.tenantry.core.storage.AttachedWrite;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The numbers that an organisation's jobs may buy in a day. A job reserves, in the transaction that stores it, what its
 * plan asks for and the ledger lacks. What the job before it did not buy is given back then; the rest expires with the
 * day.
 */
public final class NumberQuota {
    private static final String RESERVED = "reserved";

    /** How often the item was written: two reservations of the same total are told apart by it. */
    private static final String REVISION = "revision";

    /** DynamoDB deletes the item some time after that; what matters is that it is not read after its day. */
    private static final Duration LIFE = Duration.ofDays(2);

    private final Table table;
    private final Ledger ledger;
    private final InstantSource clock;

    /** The quota in this table. */
    public NumberQuota(Table table, InstantSource clock) {
        this.table = table;
        this.ledger = new Ledger(table, clock);
        this.clock = clock;
    }

    /**
     * The reservation for a job that is created or retried.
     *
     * @param job the job
     * @param plan its plan from now on
     * @param previous the organisation's newest job as it is stored: for a retry the job itself
     * @return what is to be written with the job; empty when there is no cap on a day
     * @throws CapExceededException when the job would buy too many numbers for one job. When it would be too many for
     *     the day, the write throws it.
     */
    public Optional<AttachedWrite> reserve(JobId job, OrgId orgId, Plan plan, Optional<Job> previous, Limits limits) {
        if (limits.numbersPerJob().isEmpty() && limits.numbersPerDay().isEmpty()) {
            return Optional.empty();
        }
        limits.numbersPerJob().ifPresent(allowed -> {
            var wanted = count(orgId, plan, entry -> entry.sid().isPresent());
            if (wanted > allowed) {
                throw new CapExceededException(Cap.PER_JOB, allowed, 0, wanted);
            }
        });
        return limits.numbersPerDay().map(allowed -> new Reservation(job, orgId, plan, previous, allowed));
    }

    /** How many numbers a plan asks for that have no such entry in the ledger. */
    private int count(OrgId orgId, Plan plan, Predicate<LedgerEntry> isThere) {
        return missing(ledger.entries(orgId), ResourceKind.PHONE_NUMBER.keys(orgId, plan), isThere);
    }

    private static int missing(List<LedgerEntry> entries, List<ResourceKey> keys, Predicate<LedgerEntry> isThere) {
        var there = entries.stream().filter(isThere).map(LedgerEntry::key).collect(Collectors.toSet());
        return (int) keys.stream().filter(key -> !there.contains(key)).count();
    }

    private final class Reservation implements AttachedWrite {
        private final JobId job;
        private final OrgId orgId;
        private final Plan plan;
        private final Optional<Job> previous;
        private final int allowed;

        Reservation(JobId job, OrgId orgId, Plan plan, Optional<Job> previous, int allowed) {
            this.job = job;
            this.orgId = orgId;
            this.plan = plan;
            this.previous = previous;
            this.allowed = allowed;
        }

        /** On condition that nobody has reserved since the item was read; who loses that race reads again. */
        @Override
        public TransactWriteItem item() {
            var now = clock.instant();
            var key = key(orgId, now);
            var stored = table.client()
                    .getItem(get -> get.tableName(table.name()).key(key).consistentRead(true))
                    .item();
            var used = number(stored, RESERVED);
            var unused = previous.map(before -> unused(before, stored)).orElse(0);
            var wanted = count(orgId, plan, entry -> entry.sid().isPresent());
            if (wanted > 0 && used - unused + wanted > allowed) {
                throw new CapExceededException(Cap.PER_DAY, allowed, used - unused, wanted);
            }
            var shares = new HashMap<String, Integer>();
            previous.map(Job::id)
                    .map(JobId::value)
                    .ifPresent(before -> shares.put(before, number(stored, before) - unused));
            shares.merge(job.value(), wanted, Integer::sum);
            return TransactWriteItem.builder()
                    .update(update(key, stored, used - unused + wanted, shares, now))
                    .build();
        }

        @Override
        public void written() {
            // The transaction has done everything.
        }

        /** What a job has reserved today and not bought. A number that may be bought counts as bought. */
        private int unused(Job before, Map<String, AttributeValue> stored) {
            var reserved = number(stored, before.id().value());
            // A rollback has deleted from the ledger what was bought.
            return before.rollback().isPresent() || reserved == 0
                    ? 0
                    : Math.min(reserved, count(orgId, before.plan(), LedgerEntry::mayExist));
        }

        private Update update(
                Map<String, AttributeValue> key,
                Map<String, AttributeValue> stored,
                int total,
                Map<String, Integer> shares,
                Instant now) {
            var names = new HashMap<String, String>();
            var values = new HashMap<String, AttributeValue>();
            var assignments = new StringBuilder("SET reserved = :total, revision = :next, expiresAt = :end");
            values.put(":total", number(total));
            values.put(":next", number(number(stored, REVISION) + 1));
            values.put(":end", number(now.plus(LIFE).getEpochSecond()));
            shares.forEach((id, share) -> {
                var index = names.size();
                names.put("#job" + index, id);
                values.put(":share" + index, number(share));
                assignments.append(", #job%d = :share%d".formatted(index, index));
            });
            var isNew = !stored.containsKey(REVISION);
            if (!isNew) {
                values.put(":seen", stored.get(REVISION));
            }
            return Update.builder()
                    .tableName(table.name())
                    .key(key)
                    .updateExpression(assignments.toString())
                    .conditionExpression(isNew ? "attribute_not_exists(revision)" : "revision = :seen")
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .build();
        }
    }

    private static int number(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .map(value -> Integer.parseInt(value.n()))
                .orElse(0);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static Map<String, AttributeValue> key(OrgId orgId, Instant now) {
        return Table.key("ORG#" + orgId.value(), "PURCHASES#" + LocalDate.ofInstant(now, ZoneOffset.UTC));
    }
}
