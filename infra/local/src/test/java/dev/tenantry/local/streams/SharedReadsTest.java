package dev.tenantry.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.dynamodb.Streams;
import dev.tenantry.local.dynamodb.Streams.Page;
import dev.tenantry.local.dynamodb.Streams.Position;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedReadsTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private FakeStreams stream;
    private Streams streams;
    private Position behindFirst;

    @BeforeEach
    void startStream() throws IOException {
        stream = new FakeStreams();
        stream.addShard("a", null);
        streams = new Streams(stream.uri(), http, stream.commits());
        behindFirst = Position.after(stream.add("a", "INSERT", "first"));
    }

    @AfterEach
    void stop() {
        stream.close();
        http.shutdownNow();
    }

    @Test
    void twoReadersOfAPageShareIt() throws Exception {
        stream.add("a", "INSERT", "second");

        var page = read();

        assertThat(keys(page)).containsExactly("second");
        assertThat(read()).isSameAs(page);
    }

    @Test
    void anEmptyPageIsSharedUntilSomethingIsWritten() throws Exception {
        var empty = read();
        assertThat(empty.records()).isEmpty();
        assertThat(read()).isSameAs(empty);

        stream.add("a", "INSERT", "second");

        assertThat(keys(read())).containsExactly("second");
    }

    /** A reader that gets an older page must not wait for the next write before it reads on. */
    @Test
    void aPageTellsWhichWritesItHas() throws Exception {
        stream.add("a", "INSERT", "second");
        var writes = stream.commits().count();
        read();
        stream.add("a", "INSERT", "third");

        var older = read();

        assertThat(keys(older)).containsExactly("second");
        assertThat(older.commits())
                .isEqualTo(writes)
                .isLessThan(stream.commits().count());
    }

    @Test
    void readersFromTheBeginningDoNotShare() throws Exception {
        var beginning = Position.of("TRIM_HORIZON");
        var iterator = streams.iterator(FakeStreams.STREAM, "a", beginning);
        var page = streams.read("a", beginning, iterator);

        assertThat(streams.read("a", beginning, iterator)).isNotSameAs(page);
    }

    private Page read() throws IOException, InterruptedException {
        return streams.read("a", behindFirst, streams.iterator(FakeStreams.STREAM, "a", behindFirst));
    }

    private static List<String> keys(Page page) {
        return page.records().stream()
                .map(record -> record.at("/dynamodb/Keys/PK/S").textValue())
                .toList();
    }
}
