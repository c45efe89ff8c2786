package dev.tenantry.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of pages, also of those that are broken on purpose. */
class PageTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>We share <b>nothing</b></p> | . We share nothing .",
                "Text <SCRIPT>no()</SCRIPT> and <style>p {}</style> more | Text and more",
                "Owl&rsquo;s &amp; yours&nbsp;too | Owl's & yours too",
                "Before <!-- <p>hidden</p> --> after | Before after",
                "Before <!-- never closed | Before",
                "Before <script>never closed | Before",
                "Before <p never closed | Before",
                "İİİİ<P>Text</P>İ>İ | İİİİ. Text. İ>İ",
                "1 < 2 and 2 > 1 | 1 1",
            })
    void readsWhatPeopleRead(String html, String text) {
        assertThat(PageText.of(html).text().replace(" .", ".").strip()).isEqualTo(text.replace(" .", "."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<input type=password>", "<INPUT name='p' TYPE='PASSWORD'/>"})
    void seesThatAPageAsksForAPassword(String html) {
        assertThat(PageText.of(html).asksForPassword()).isTrue();
        assertThat(PageText.of("<input type=text> Choose a password.").asksForPassword())
                .isFalse();
    }

    /** What a page might be made of in order to keep a reader busy. */
    @ParameterizedTest
    @ValueSource(strings = {"<", "<script>", "<!--", "<!-- -->", "<p", "</", "<svg></svg", "&amp;"})
    void takesLittleTime(String part) {
        var begun = System.nanoTime();
        PageText.of(part.repeat(256 * 1024 / part.length()));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void isEmptyUntilItsScriptsHaveRun() {
        assertThat(PageText.of("<div id=app></div><script>" + "x".repeat(1000) + "</script>")
                        .isEmpty())
                .isTrue();
    }
}
