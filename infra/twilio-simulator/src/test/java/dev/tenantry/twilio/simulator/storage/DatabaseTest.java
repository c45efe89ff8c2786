package dev.tenantry.twilio.simulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    private Path directory;

    @Test
    void whatThrowsChangesNothing() throws Exception {
        try (var database = new Database(directory)) {
            var words = database.table("words", String.class);
            database.load();
            database.transact(() -> {
                words.put("a", "one");
                words.put("c", "last");
                return null;
            });

            assertThatThrownBy(() -> database.transact(() -> {
                        words.put("a", "two");
                        words.put("b", "three");
                        words.remove("a");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");

            assertThat(database.transact(words::rows)).containsExactly("one", "last");
        }
        try (var database = new Database(directory)) {
            var words = database.table("words", String.class);
            database.load();
            assertThat(database.transact(words::rows)).containsExactly("one", "last");
        }
    }

    @Test
    void rowsKeepTheirOrderOverChangesAndRestarts() throws Exception {
        try (var database = new Database(directory)) {
            var words = database.table("words", String.class);
            database.load();
            database.transact(() -> {
                words.put("a", "1");
                words.put("b", "2");
                words.put("c", "3");
                words.remove("b");
                words.put("a", "4");
                return null;
            });
        }
        try (var database = new Database(directory)) {
            var words = database.table("words", String.class);
            database.load();
            assertThat(database.transact(words::rows)).containsExactly("4", "3");
        }
    }

    @Test
    void goesBackToACheckpointAsOftenAsWanted() throws Exception {
        try (var database = new Database(directory)) {
            var words = database.table("words", String.class);
            var numbers = database.table("numbers", Long.class);
            database.load();
            put(database, words, "a", "1");
            put(database, words, "b", "2");
            put(database, words, "c", "3");
            var checkpoint = database.checkpoint();
            for (var time = 0; time < 2; time++) {
                put(database, words, "a", "4");
                put(database, words, "d", "5");
                put(database, numbers, "e", 6L);
                database.transact(() -> {
                    words.remove("b");
                    return null;
                });

                checkpoint.restore();

                assertThat(database.transact(words::rows)).containsExactly("1", "2", "3");
                assertThat(database.transact(numbers::rows)).isEmpty();
            }
        }
        try (var database = new Database(directory)) {
            var words = database.table("words", String.class);
            database.table("numbers", Long.class);
            database.load();
            assertThat(database.transact(words::rows)).containsExactly("1", "2", "3");
        }
    }

    private static <T> void put(Database database, Table<T> table, String key, T row) {
        database.transact(() -> {
            table.put(key, row);
            return null;
        });
    }

    @Test
    void tablesAreUsedInTransactionsOnly() throws Exception {
        try (var database = new Database(null)) {
            var words = database.table("words", String.class);
            assertThatThrownBy(words::rows).isInstanceOf(IllegalStateException.class);
        }
    }

    /** A file that takes the half of what is written to it, and then fails, while it is full. */
    private static final class FullFile extends RandomAccessFile {
        private final AtomicBoolean full;

        FullFile(Path file, AtomicBoolean full) throws IOException {
            super(file.toFile(), "rw");
            this.full = full;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (full.get()) {
                super.write(bytes, 0, bytes.length / 2);
                throw new IOException("No space left on device");
            }
            super.write(bytes);
        }
    }

    @Test
    void aTransactionThatCannotBeWrittenLeavesNothingBehind() throws Exception {
        var full = new AtomicBoolean();
        try (var database = new Database(directory, file -> new FullFile(file, full))) {
            var words = database.table("words", String.class);
            database.load();
            put(database, words, "a", "one");
            for (var value : List.of("two", "three")) {
                full.set(true);
                assertThatThrownBy(() -> put(database, words, "a", "lost"))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining("journal.jsonl; is there room on its disk?");
                assertThat(database.transact(words::rows)).doesNotContain("lost");
                full.set(false);
                put(database, words, value, value);
            }
        }
        try (var database = new Database(directory)) {
            var words = database.table("words", String.class);
            database.load();
            assertThat(database.transact(words::rows)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void aStartOnAFullDiskLeavesTheJournalAsItIs() throws Exception {
        try (var database = new Database(directory)) {
            var words = database.table("words", String.class);
            database.load();
            put(database, words, "a", "one");
        }
        var full = new AtomicBoolean(true);
        try (var database = new Database(directory, file -> new FullFile(file, full))) {
            database.table("words", String.class);
            assertThatThrownBy(database::load)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is there room on its disk?");
        }
        try (var database = new Database(directory)) {
            var words = database.table("words", String.class);
            database.load();
            assertThat(database.transact(words::rows)).containsExactly("one");
        }
    }

    private static void put(Database database, Table<String> words, String key, String value) {
        database.transact(() -> {
            words.put(key, value);
            return null;
        });
    }
}
