package dev.tenantry.core.storage;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.JobJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reader of many jobs in one request. */
final class JobBatchReader {
    private final BatchReader reader;

    JobBatchReader(Table table) {
        this.reader = new BatchReader(table);
    }

    /**
     * The jobs of these ids, in their order; an id that no job has is left out. The read of each is consistent.
     *
     * @param ids at most 100, BatchGetItem's limit, and each but once
     * @throws ContentionException when the table keeps leaving some unread
     */
    List<Job> read(List<JobId> ids) {
        var found = reader.read(ids.stream().map(JobKeys::head).toList()).stream()
                .map(JobBatchReader::job)
                .collect(Collectors.toMap(Job::id, Function.identity()));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static Job job(Map<String, AttributeValue> item) {
        return JobJson.read(Attributes.json(item));
    }
}
