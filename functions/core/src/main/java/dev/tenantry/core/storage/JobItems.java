package dev.tenantry.core.storage;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobEvent;
import dev.tenantry.core.json.EventJson;
import dev.tenantry.core.json.JobJson;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** The items of a job and its events, as they are written. */
final class JobItems {
    private JobItems() {}

    /** The job with all its steps, and the event that made it what it is. */
    static Put.Builder head(Table table, Job job, JobEvent event) {
        var item = Attributes.of(JobJson.writeWhole(job));
        item.put("lastEvent", AttributeValue.fromM(Attributes.of(EventJson.write(event))));
        item.putAll(JobKeys.head(job.id()));
        return Put.builder().tableName(table.name()).item(item);
    }

    /** An event. */
    static Put event(Table table, JobEvent event) {
        var item = Attributes.of(EventJson.write(event));
        item.putAll(JobKeys.event(event.jobId(), event.version()));
        return Put.builder().tableName(table.name()).item(item).build();
    }
}
