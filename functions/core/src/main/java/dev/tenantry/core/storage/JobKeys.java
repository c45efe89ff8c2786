package dev.tenantry.core.storage;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Table keys of jobs, of their events and of the organisations' pointers to them. */
final class JobKeys {
    /** What the sort keys of an organisation's pointers begin with. */
    static final String POINTER_PREFIX = "JOB#";

    private JobKeys() {}

    /** The job itself. */
    static Map<String, AttributeValue> head(JobId id) {
        return Table.key(partition(id), "HEAD");
    }

    /** The event that made this version. */
    static Map<String, AttributeValue> event(JobId id, long version) {
        return Table.key(partition(id), eventSortKey(version));
    }

    /** Padded, so that the order of the keys is the order of the versions. */
    static String eventSortKey(long version) {
        return "EVENT#%019d".formatted(version);
    }

    static String partition(JobId id) {
        return "JOB#" + id.value();
    }

    /** The organisation. */
    static Map<String, AttributeValue> org(OrgId orgId) {
        return Table.key(partition(orgId), "ORG");
    }

    /** The pointer to one of the organisation's jobs. */
    static Map<String, AttributeValue> pointer(OrgId orgId, JobId id) {
        return Table.key(partition(orgId), POINTER_PREFIX + id.value());
    }

    /** The job that a pointer's sort key names. */
    static JobId pointedAt(String sortKey) {
        return new JobId(sortKey.substring(POINTER_PREFIX.length()));
    }

    static String partition(OrgId orgId) {
        return "ORG#" + orgId.value();
    }
}
