package dev.tenantry.core.audit;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A request that changed something, or was meant to, or read credentials. It has nothing of the request's body.
 *
 * @param id its id
 * @param at when the request came
 * @param by who sent it: the ARN of an IAM identity, or the subject of a token
 * @param callerKind how the sender showed who that is
 * @param operation what was asked for
 * @param orgId whose tenant it was about; empty when the caller may not act for that organisation, or nobody knows
 * @param jobId the job that it was about, if it names or made one
 * @param requestId the id that answers and logs have of it
 * @param httpStatus the status of the answer
 * @param code the problem's code, if the answer was one
 * @param changed whether something was changed, whatever the answer
 */
public record AuditRecord(
        AuditId id,
        Instant at,
        String by,
        CallerKind callerKind,
        Operation operation,
        Optional<OrgId> orgId,
        Optional<JobId> jobId,
        String requestId,
        int httpStatus,
        Optional<String> code,
        boolean changed) {

    /** The ways in which callers show who they are. */
    public enum CallerKind {
        /** By a signature of an IAM identity. */
        IAM("iam"),
        /** By an access token. */
        TOKEN("token"),
        /** Not at all. */
        NONE("none");

        private final String word;

        CallerKind(String word) {
            this.word = word;
        }

        /** The word for it in the API. */
        public String word() {
            return word;
        }

        static CallerKind ofWord(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no kind of caller " + word));
        }
    }

    /** The operations whose requests are recorded. */
    public enum Operation {
        /** To start a job. */
        TRIGGER("trigger", 202),
        /** To cancel a job. */
        CANCEL("cancel", 202),
        /** To retry a job. */
        RETRY("retry", 202),
        /** To roll a tenant back, or to preview that. */
        ROLLBACK("rollback", 202),
        /** To exchange the address of Twilio's callbacks. */
        ROTATE_WEBHOOK_ADDRESS("rotate-webhook-address", 200),
        /** To read a tenant's API key with its secret. */
        READ_CREDENTIALS("read-credentials", 200);

        private final String word;
        private final int success;

        Operation(String word, int success) {
            this.word = word;
            this.success = success;
        }

        /** The HTTP status of an answer that it is done. */
        public int success() {
            return success;
        }

        /** The word for it in the API. */
        public String word() {
            return word;
        }

        static Operation ofWord(String word) {
            return Arrays.stream(values())
                    .filter(operation -> operation.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no audited operation " + word));
        }
    }
}
