package dev.tenantry.cli.display;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import dev.tenantry.cli.api.Json;
import dev.tenantry.cli.watch.Change;
import dev.tenantry.cli.watch.Connection;
import dev.tenantry.cli.watch.JobView;
import dev.tenantry.cli.watch.Observer;
import java.io.PrintStream;
import java.util.List;

/**
 * The frames of the WebSocket contract as JSON lines, whichever way they came: a {@code snapshot} first and last, a
 * {@code provisioning-update} for each change between.
 */
public final class JsonDisplay implements Observer {
    private final PrintStream out;

    /** @param out where the lines go */
    public JsonDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public void began(JobView view, Answer<Job> job) {
        snapshot(job);
    }

    @Override
    public void changed(JobView view, List<Change> changes, Answer<JobUpdate> update) {
        print(update.json());
    }

    @Override
    public void jumped(JobView view, List<Change> changes, Answer<Job> job) {
        snapshot(job);
    }

    @Override
    public void connection(JobView view, Connection connection) {
        // Not of the contract: a program that reads the lines gets the same ones either way.
    }

    @Override
    public void tick(JobView view) {
        // Lines are written when something happens, not when time passes.
    }

    @Override
    public void ended(JobView view, Answer<Job> job) {
        snapshot(job);
    }

    private void snapshot(Answer<Job> job) {
        print(Json.MAPPER
                .createObjectNode()
                .put("type", "snapshot")
                .put("version", job.value().version())
                .set("job", job.json()));
    }

    private void print(JsonNode frame) {
        out.println(frame);
        out.flush();
    }
}
