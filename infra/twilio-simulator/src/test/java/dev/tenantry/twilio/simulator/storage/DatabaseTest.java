package dev.tenantry.twilio.simulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
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
    void tablesAreUsedInTransactionsOnly() throws Exception {
        try (var database = new Database(null)) {
            var words = database.table("words", String.class);
            assertThatThrownBy(words::rows).isInstanceOf(IllegalStateException.class);
        }
    }
}
