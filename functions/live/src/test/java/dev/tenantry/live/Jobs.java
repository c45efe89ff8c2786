package dev.tenantry.live;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Jobs in the table, made and changed as the product does, and the images that the stream would have of them. */
final class Jobs {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Table table;
    private final JobStore store;
    private final List<Map<String, AttributeValue>> images = new ArrayList<>();

    Jobs(Table table) {
        this.table = table;
        this.store = new JobStore(table);
    }

    /** A new job, at version 1. */
    JobId create(String orgId) {
        var id = JobId.next();
        var execution = new Execution(id.value(), "arn:aws:states:us-east-1:111122223333:execution:p:" + id);
        store.create(Job.create(id, new OrgId(orgId), Plan.DEFAULT, execution, true, Events.PRINCIPAL, NOW));
        keepImage(id);
        return id;
    }

    /** Makes the job's next version. */
    void change(JobId id) {
        change(id, "Working");
    }

    /** Makes the job's next version, with this message. */
    void change(JobId id, String message) {
        store.update(
                id,
                job -> Optional.of(
                        job.version() == 1
                                ? job.startStep(StepName.CREATE_SUBACCOUNT, NOW)
                                : job.reportStep(StepName.CREATE_SUBACCOUNT, message, List.of(), NOW)));
        keepImage(id);
    }

    /** A job that has been changed so often that it stands at this version. */
    JobId atVersion(String orgId, int version) {
        var id = create(orgId);
        for (var i = 1; i < version; i++) {
            change(id);
        }
        return id;
    }

    /** The new image of each change so far, in order. */
    List<Map<String, AttributeValue>> images() {
        return List.copyOf(images);
    }

    private void keepImage(JobId id) {
        images.add(table.client()
                .getItem(get -> get.tableName(table.name())
                        .key(Table.key("JOB#" + id.value(), "HEAD"))
                        .consistentRead(true))
                .item());
    }
}
