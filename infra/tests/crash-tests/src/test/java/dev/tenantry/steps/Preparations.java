package dev.tenantry.steps;

import dev.tenantry.core.job.JobId;
import dev.tenantry.twilio.simulator.storage.Checkpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Jobs at the moment at which a test begins. The way there, often longer than the test, is taken once; for each other
 * attempt everything is made as it was then.
 */
final class Preparations {
    private final StepTestFixture rig;
    private final Map<Object, Prepared> prepared = new HashMap<>();
    private Checkpoint empty;

    Preparations(StepTestFixture rig) {
        this.rig = rig;
    }

    private record Prepared(JobId job, Checkpoint checkpoint) {}

    /**
     * A job that was prepared once, with everything as it was when it was; nothing that happened since is left.
     *
     * @param beginning what tells this beginning from others
     * @param preparation makes the job and everything that it needs
     */
    JobId job(Object beginning, Supplier<JobId> preparation) {
        var known = prepared.get(beginning);
        if (known != null) {
            known.checkpoint().restore();
            rig.outbound().reset();
            return known.job();
        }
        clear();
        var id = preparation.get();
        rig.outbound().reset();
        prepared.put(beginning, new Prepared(id, rig.checkpoint()));
        return id;
    }

    /** No preparation has what an earlier one left. */
    private void clear() {
        if (empty == null) {
            empty = rig.checkpoint();
        } else {
            empty.restore();
        }
    }
}
