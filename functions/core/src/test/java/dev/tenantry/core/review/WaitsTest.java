package dev.tenantry.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WaitsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final OrgId ACME = new OrgId("acme");
    private static final JobId JOB = JobId.next();

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @Test
    void findsWhatAnOrganisationWaitsFor() {
        var wait = wait(ACME, "token-1", NOW);
        waits().put(wait);
        waits().put(wait(new OrgId("globex"), "token-2", NOW));

        assertThat(waits().of(ACME)).containsExactly(wait);
    }

    @Test
    void eachAttemptWaitsForItself() {
        var old = wait(ACME, "old", NOW);
        var current = wait(ACME, "new", NOW.plusSeconds(5));
        waits().put(current);
        waits().put(old);
        var postponed = old.lookedInVain(NOW, FIRST);

        waits().postpone(postponed);
        assertThat(waits().of(ACME)).containsExactlyInAnyOrder(current, postponed);
        waits().end(old);

        assertThat(waits().of(ACME)).containsExactly(current);
    }

    @Test
    void anEndedWaitIsNotFoundAndNotPostponed() {
        var wait = wait(ACME, "token", NOW);
        waits().put(wait);

        waits().end(wait);
        waits().postpone(wait.lookedInVain(NOW, FIRST));

        assertThat(waits().of(ACME)).isEmpty();
        assertThat(waits().due(NOW.plus(Duration.ofDays(1)), 10)).isEmpty();
    }

    @Test
    void whatIsDueLongestComesFirst() {
        var later = wait(new OrgId("later"), "token", NOW.plusSeconds(1));
        var sooner = wait(new OrgId("sooner"), "token", NOW);
        waits().put(later);
        waits().put(sooner);
        waits().put(wait(new OrgId("last"), "token", NOW.plusSeconds(2)));

        assertThat(waits().due(later.dueAt(), 10)).containsExactly(sooner, later);
        assertThat(waits().due(later.dueAt(), 1)).containsExactly(sooner);
        assertThat(waits().due(sooner.dueAt().minusMillis(1), 10)).isEmpty();
    }

    @Test
    void isLookedAtSoonAtFirstThenEachHourAndTwiceADayInTheEnd() {
        var wait = wait(ACME, "token", NOW);
        var pauses = new ArrayList<Duration>();
        pauses.add(Duration.between(NOW, wait.dueAt()));
        for (var i = 0; i < 60; i++) {
            var at = wait.dueAt();
            wait = wait.lookedInVain(at, FIRST);
            pauses.add(Duration.between(at, wait.dueAt()));
        }

        assertThat(pauses.subList(0, 13))
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L, 60L, 60L, 60L);
        assertThat(pauses).isSorted();
        assertThat(pauses.getLast()).isEqualTo(Duration.ofHours(12));
        assertThat(wait.since()).isEqualTo(NOW);
    }

    @Test
    void doesNotTellItsToken() {
        assertThat(wait(ACME, "secret-token", NOW).toString()).doesNotContain("secret-token");
    }

    private Waits waits() {
        return new Waits(local.table());
    }

    private static Wait wait(OrgId org, String token, Instant since) {
        return Wait.begin(org, JOB, StepName.CHECK_SETUP, token, since, FIRST);
    }
}
