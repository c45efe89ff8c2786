package dev.tenantry.stepfunctions.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The open task tokens, each with the task that it ends. */
final class TaskTokens {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{256}");

    /** A task of an execution. */
    record Holder(RunningExecution execution, long taskId) {}

    private final Map<String, Holder> open = new ConcurrentHashMap<>();

    void open(String token, Holder holder) {
        open.put(token, holder);
    }

    void close(String token) {
        open.remove(token);
    }

    Optional<Holder> find(String token) {
        return Optional.ofNullable(open.get(token));
    }

    /** Whether this is a token that this engine could have given out. */
    static boolean wellFormed(String token) {
        return FORM.matcher(token).matches();
    }
}
