package dev.tenantry.core.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.json.Json;
import dev.tenantry.core.notice.Notice.Kind;
import dev.tenantry.core.notice.Notice.Severity;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId GLOBEX = new OrgId("globex");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private NoticeStore store;

    @BeforeEach
    void store() {
        store = new NoticeStore(local.table());
    }

    @Test
    void givesBackWhatWasAdded() {
        var notice = notice(ACME, NoticeId.next(NOW), NOW);

        assertThat(store.add(notice)).isTrue();

        assertThat(store.list(ACME, Optional.empty(), 10).items()).containsExactly(notice);
        assertThat(store.list(GLOBEX, Optional.empty(), 10).items()).isEmpty();
    }

    @Test
    void keepsOneNoticeOfACauseThatComesTwice() {
        var first = notice(ACME, NoticeId.of(NOW, "UT1 2026-11"), NOW);
        var again = new Notice(
                NoticeId.of(NOW, "UT1 2026-11"), ACME, NOW, Kind.TWILIO_EVENT, Severity.INFO, "Otherwise", "another");

        assertThat(store.add(first)).isTrue();
        assertThat(store.add(again)).isFalse();

        assertThat(store.list(ACME, Optional.empty(), 10).items()).containsExactly(first);
    }

    @Test
    void tellsCausesApartByOrganisationTimeAndText() {
        assertThat(List.of(
                        store.add(notice(ACME, NoticeId.of(NOW, "one"), NOW)),
                        store.add(notice(GLOBEX, NoticeId.of(NOW, "one"), NOW)),
                        store.add(notice(ACME, NoticeId.of(NOW.plusMillis(1), "one"), NOW)),
                        store.add(notice(ACME, NoticeId.of(NOW, "two"), NOW))))
                .doesNotContain(false);
    }

    @Test
    void listsTheNewestFirstPageByPageWhateverTheOrderOfArrival() {
        for (var second : List.of(3, 1, 5, 2, 4)) {
            var at = NOW.plusSeconds(second);
            store.add(notice(ACME, second % 2 == 0 ? NoticeId.next(at) : NoticeId.of(at, "cause"), at));
        }
        store.add(notice(GLOBEX, NoticeId.next(NOW), NOW));

        var seconds = new ArrayList<List<Long>>();
        var cursor = Optional.<NoticeId>empty();
        do {
            var page = store.list(ACME, cursor, 2);
            seconds.add(page.items().stream()
                    .map(notice -> notice.at().getEpochSecond() - NOW.getEpochSecond())
                    .toList());
            cursor = page.next().map(NoticeId::new);
        } while (cursor.isPresent());

        assertThat(seconds).containsExactly(List.of(5L, 4L), List.of(3L, 2L), List.of(1L));
    }

    @Test
    void endsTheListWithAFullPage() {
        store.add(notice(ACME, NoticeId.next(NOW), NOW));
        store.add(notice(ACME, NoticeId.next(NOW.plusSeconds(1)), NOW.plusSeconds(1)));

        var page = store.list(ACME, Optional.empty(), 2);

        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void writesTheDocumentedShape() {
        var id = new NoticeId("ntc_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E");

        assertThat(Json.write(NoticeJson.write(notice(ACME, id, NOW))))
                .isEqualTo(
                        "{\"id\":\"ntc_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E\",\"at\":\"2026-11-22T10:00:00.123Z\",\"kind\":\"spend-alarm\",\"severity\":\"warning\",\"message\":\"Spent 50 USD\",\"by\":\"twilio\"}");
    }

    @ParameterizedTest
    @CsvSource({"SPEND_ALARM, spend-alarm", "TWILIO_EVENT, twilio-event", "CREDENTIALS_READ, credentials-read"})
    void knowsTheKindsByTheirWords(Kind kind, String word) {
        assertThat(kind.word()).isEqualTo(word);
        assertThat(Kind.ofWord(word)).isEqualTo(kind);
    }

    @Test
    void knowsNoOtherWords() {
        assertThatThrownBy(() -> Kind.ofWord("SPEND_ALARM")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Severity.ofWord("error")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ntc_", "job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E", "ntc_81K9XJ3V8Q4T5Y6Z7A8B9C0D1E", "ntc_…"})
    void refusesWhatCannotBeAnId(String text) {
        assertThat(NoticeId.isValid(text)).isFalse();
        assertThatThrownBy(() -> new NoticeId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Notice notice(OrgId orgId, NoticeId id, Instant at) {
        return new Notice(id, orgId, at, Kind.SPEND_ALARM, Severity.WARNING, "Spent 50 USD", "twilio");
    }
}
