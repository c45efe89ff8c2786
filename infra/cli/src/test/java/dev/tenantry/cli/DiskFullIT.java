package dev.tenantry.cli;

import static dev.tenantry.cli.RunningSystem.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A disk that is full three times for a while, in the middle of jobs: each completes, after one retry at most, and
 * nothing is made twice.
 */
@Tag("long")
class DiskFullIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MEGABYTES = 100;
    private static final int TIMES = 3;
    private static final int JOBS_EACH_TIME = 8;

    @Test
    void jobsGoOnWhenThereIsRoomAgain() throws Exception {
        try (var disk = SmallDisk.mount(MEGABYTES);
                var system = RunningSystem.start(RunningSystem.inMemory(2).data(disk.folder()), PATIENCE)) {
            var jobs = new HashMap<String, String>();
            var statusesWhileFull = new ArrayList<Integer>();
            for (var time = 0; time < TIMES; time++) {
                for (var index = 0; index < JOBS_EACH_TIME; index++) {
                    var org = "org-" + time + "-" + index;
                    jobs.put(org, system.trigger(org, "{}"));
                }
                disk.fill();
                statusesWhileFull.add(
                        await().atMost(PATIENCE).until(() -> system.tryToTrigger("refused"), status -> status >= 500));
                disk.free();
                await().atMost(PATIENCE).until(() -> system.tryToTrigger("accepted"), status -> status < 500);
            }

            assertThat(statusesWhileFull).hasSize(TIMES);
            jobs.forEach((org, id) -> {
                // On a busy machine a step's attempts may all fall into the time without room.
                if (status(system.ended(id)).equals("FAILED")) {
                    RunningSystem.accepted(system.act(id, "retry", ""));
                }
                assertThat(status(system.ended(id))).as(org).isEqualTo("COMPLETE");
                assertThat(system.belongings(org, "numbers")).as(org).hasSize(2);
            });
        }
    }
}
