package dev.tenantry.core.storage;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.JobJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reader of many jobs in one request. */
final class JobBatchReader {
    /** Many more than a full page needs, since one answer brings up to 16 MB. */
    private static final int ATTEMPTS = 10;

    private final Table table;

    JobBatchReader(Table table) {
        this.table = table;
    }

    /**
     * The jobs of these ids, in their order; an id that no job has is left out. The read of each is consistent.
     *
     * @param ids at most 100, BatchGetItem's limit, and each but once
     * @throws ContentionException when the table keeps leaving some unread
     */
    List<Job> read(List<JobId> ids) {
        var found = new HashMap<JobId, Job>();
        var unread = request(ids);
        for (var attempt = 0; !unread.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new ContentionException("The table left jobs unread " + ATTEMPTS + " times in a row");
            }
            if (attempt > 0) {
                Jitter.pause(attempt);
            }
            var request = unread;
            var answer = table.client().batchGetItem(get -> get.requestItems(request));
            answer.responses().getOrDefault(table.name(), List.of()).stream()
                    .map(JobBatchReader::job)
                    .forEach(job -> found.put(job.id(), job));
            unread = answer.unprocessedKeys();
        }
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private Map<String, KeysAndAttributes> request(List<JobId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : Map.of(
                        table.name(),
                        KeysAndAttributes.builder()
                                .keys(ids.stream().map(JobKeys::head).toList())
                                .consistentRead(true)
                                .build());
    }

    private static Job job(Map<String, AttributeValue> item) {
        return JobJson.read(Attributes.json(item));
    }
}
