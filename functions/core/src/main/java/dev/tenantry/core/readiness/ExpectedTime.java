package dev.tenantry.core.readiness;

import dev.tenantry.core.catalog.ReviewAuthority;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The time within which a review usually ends; nobody promises it.
 *
 * @param earliest its begin
 * @param latest its end
 */
public record ExpectedTime(Instant earliest, Instant latest) {
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** When reviewers usually decide on what they have had since a moment; empty where no number of days is known. */
    static Optional<ExpectedTime> of(ReviewAuthority authority, Instant since) {
        return authority
                .usualDays()
                .map(days -> new ExpectedTime(after(since, days.least(), days), after(since, days.most(), days)));
    }

    private static Instant after(Instant since, int count, ReviewAuthority.Days days) {
        return days.business() ? businessDaysAfter(since, count) : since.plus(count, ChronoUnit.DAYS);
    }

    /** Holidays are not known here, so it may be a day or two too early. */
    private static Instant businessDaysAfter(Instant since, int count) {
        ZonedDateTime day = since.atZone(ZoneOffset.UTC);
        var left = count;
        while (left > 0) {
            day = day.plusDays(1);
            if (!WEEKEND.contains(day.getDayOfWeek())) {
                left--;
            }
        }
        return day.toInstant();
    }
}
