package dev.tenantry.core.pendingreview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PendingReviewsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final OrgId ACME = new OrgId("acme");
    private static final JobId JOB = JobId.next();

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @Test
    void findsTheReviewsOfAnOrganisation() {
        var review = review(ACME, "token-1", NOW);
        reviews().put(review);
        reviews().put(review(new OrgId("globex"), "token-2", NOW));

        assertThat(reviews().of(ACME)).containsExactly(review);
    }

    @Test
    void eachAttemptHasAReviewOfItsOwn() {
        var old = review(ACME, "old", NOW);
        var current = review(ACME, "new", NOW.plusSeconds(5));
        reviews().put(current);
        reviews().put(old);
        var postponed = old.withNextCheck(NOW, FIRST);

        reviews().postpone(postponed);
        assertThat(reviews().of(ACME)).containsExactlyInAnyOrder(current, postponed);
        reviews().end(old);

        assertThat(reviews().of(ACME)).containsExactly(current);
    }

    @Test
    void anEndedReviewIsNotFoundAndNotPostponed() {
        var review = review(ACME, "token", NOW);
        reviews().put(review);

        reviews().end(review);
        reviews().postpone(review.withNextCheck(NOW, FIRST));

        assertThat(reviews().of(ACME)).isEmpty();
        assertThat(reviews().due(NOW.plus(Duration.ofDays(1)), 10)).isEmpty();
    }

    @Test
    void theLongestDueComesFirst() {
        var later = review(new OrgId("later"), "token", NOW.plusSeconds(1));
        var sooner = review(new OrgId("sooner"), "token", NOW);
        reviews().put(later);
        reviews().put(sooner);
        reviews().put(review(new OrgId("last"), "token", NOW.plusSeconds(2)));

        assertThat(reviews().due(later.dueAt(), 10)).containsExactly(sooner, later);
        assertThat(reviews().due(later.dueAt(), 1)).containsExactly(sooner);
        assertThat(reviews().due(sooner.dueAt().minusMillis(1), 10)).isEmpty();
    }

    @Test
    void isCheckedSoonAtFirstThenEachHourAndTwiceADayInTheEnd() {
        var review = review(ACME, "token", NOW);
        var pauses = new ArrayList<Duration>();
        pauses.add(Duration.between(NOW, review.dueAt()));
        for (var i = 0; i < 60; i++) {
            var at = review.dueAt();
            review = review.withNextCheck(at, FIRST);
            pauses.add(Duration.between(at, review.dueAt()));
        }

        assertThat(pauses.subList(0, 13))
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L, 60L, 60L, 60L);
        assertThat(pauses).isSorted();
        assertThat(pauses.getLast()).isEqualTo(Duration.ofHours(12));
        assertThat(review.since()).isEqualTo(NOW);
    }

    @Test
    void doesNotTellItsToken() {
        assertThat(review(ACME, "secret-token", NOW).toString()).doesNotContain("secret-token");
    }

    private PendingReviews reviews() {
        return new PendingReviews(local.table());
    }

    private static PendingReview review(OrgId org, String token, Instant since) {
        return PendingReview.begin(org, JOB, StepName.CHECK_SETUP, token, since, FIRST);
    }
}
