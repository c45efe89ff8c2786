package dev.tenantry.live;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;

/** Topic that a connection can subscribe to. */
sealed interface Topic {
    /** The changes of one job. */
    record OfJob(JobId id) implements Topic {
        @Override
        public String key() {
            return "TOPIC#JOB#" + id.value();
        }
    }

    /** The changes of all jobs of one organisation, and its notices. */
    record OfOrg(OrgId id) implements Topic {
        @Override
        public String key() {
            return "TOPIC#ORG#" + id.value();
        }
    }

    /** What happens to the jobs of all organisations as a whole: that they begin and end, not what their steps do. */
    record AllJobs() implements Topic {
        @Override
        public String key() {
            return "TOPIC#JOBS";
        }
    }

    /** The topic's key in the table. */
    String key();
}
