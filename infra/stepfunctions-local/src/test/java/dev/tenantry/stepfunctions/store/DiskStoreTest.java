package dev.tenantry.stepfunctions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tenantry.stepfunctions.interpreter.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Disks of which one can be full, so one test after the other. */
@Execution(ExecutionMode.SAME_THREAD)
class DiskStoreTest {
    private static final int WRITERS = 8;
    private static final int STEPS = 40;
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    private Path folder;

    @BeforeAll
    static void registerDisk() {
        FullDisk.register();
    }

    @AfterEach
    void makeRoom() {
        FullDisk.setFull(false);
    }

    private DiskStore onFullDisk() {
        return new DiskStore(folder, FullDisk.SCHEME + ":", false);
    }

    @Test
    void writersWaitForRoomAndNothingIsLost() throws Exception {
        try (var store = onFullDisk()) {
            for (int time = 0; time < 3; time++) {
                int first = time * STEPS;
                FullDisk.setFull(false);
                store.append("before", time, entry(time), Optional.empty());
                FullDisk.setFull(true);
                var writers = IntStream.range(0, WRITERS)
                        .mapToObj(writer -> CompletableFuture.runAsync(
                                () -> append(store, "writer-" + writer, first), Thread::startVirtualThread))
                        .toList();
                assertThat(CompletableFuture.anyOf(writers.toArray(CompletableFuture[]::new)))
                        .isNotDone();
                FullDisk.setFull(false);
                for (var writer : writers) {
                    writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }
            assertAllThere(store);
        }
        try (var store = new DiskStore(folder, false)) {
            assertAllThere(store);
        }
    }

    private static void append(DiskStore store, String execution, int first) {
        for (int i = first; i < first + STEPS; i++) {
            store.append(execution, i, entry(i), Optional.empty());
        }
    }

    private static void assertAllThere(DiskStore store) {
        for (int writer = 0; writer < WRITERS; writer++) {
            assertThat(store.journal("writer-" + writer))
                    .isEqualTo(IntStream.range(0, 3 * STEPS)
                            .mapToObj(DiskStoreTest::entry)
                            .toList());
        }
        assertThat(store.journal("before")).hasSize(3);
    }

    @Test
    void aProcessThatDiesOnAFullDiskCanStartAgain() throws Exception {
        var store = onFullDisk();
        store.append("a", 0, entry(0), Optional.empty());
        FullDisk.setFull(true);
        var writer = CompletableFuture.runAsync(() -> store.append("a", 1, entry(1), Optional.empty()));

        store.stopWaiting();

        assertThatThrownBy(() -> writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("could not be written before it was closed");
        store.close();
        FullDisk.setFull(false);
        try (var again = new DiskStore(folder, false)) {
            assertThat(again.journal("a")).first().isEqualTo(entry(0));
            again.append("a", 1, entry(1), Optional.empty());
            assertThat(again.journal("a")).isEqualTo(List.of(entry(0), entry(1)));
        }
    }

    @Test
    void anInterruptedWriterStoresWhatItHasAndStaysInterrupted() throws Exception {
        try (var store = onFullDisk()) {
            var interrupted = new CompletableFuture<Boolean>();
            Thread.ofPlatform().start(() -> {
                Thread.currentThread().interrupt();
                store.append("a", 0, entry(0), Optional.empty());
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            assertThat(interrupted.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            store.append("a", 1, entry(1), Optional.empty());
            assertThat(store.journal("a")).hasSize(2);
        }
    }

    @Test
    void whatIsStoredCanBeReadWhileTheDiskIsFull() {
        try (var store = onFullDisk()) {
            store.append("a", 0, entry(0), Optional.empty());
            FullDisk.setFull(true);
            var writer = CompletableFuture.runAsync(() -> store.append("b", 0, entry(0), Optional.empty()));
            var read = new ArrayList<JournalEntry>();

            await().ignoreExceptions().until(() -> read.addAll(store.journal("a")));

            assertThat(read).containsExactly(entry(0));
            assertThat(writer).isNotDone();
            FullDisk.setFull(false);
            writer.join();
        }
    }

    private static JournalEntry entry(int millis) {
        return new JournalEntry(new Signal.Started(millis), List.of());
    }
}
