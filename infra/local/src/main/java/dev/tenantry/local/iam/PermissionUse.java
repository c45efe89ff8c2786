package dev.tenantry.local.iam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A count of the decisions about functions' requests. Each line of its file has, separated by tabs: the function's
 * logical id; the number of the statement that allowed the action, counted from 0, or {@code denied}; the action;
 * {@code only} when no other statement allowed it, else {@code shared}; how often.
 */
public final class PermissionUse implements Consumer<Decision> {
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    @Override
    public void accept(Decision decision) {
        if (!decision.isAllowed()) {
            count(decision, "denied", "only");
        }
        var sharing = decision.allowing().size() == 1 ? "only" : "shared";
        decision.allowing().forEach(statement -> count(decision, statement.toString(), sharing));
    }

    private void count(Decision decision, String statement, String sharing) {
        var line = String.join(
                "\t", decision.function(), statement, decision.access().action(), sharing);
        counts.computeIfAbsent(line, _ -> new LongAdder()).increment();
    }

    /**
     * Writes a new file with the counts.
     *
     * @param folder where; made if missing
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = Files.createTempFile(folder, "use-", ".tsv");
        Files.write(
                file,
                counts.entrySet().stream()
                        .map(count -> count.getKey() + "\t" + count.getValue())
                        .toList());
    }
}
