package dev.tenantry.core.plan;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Spend alarm: the amount of spending in a period at which a notice is sent.
 *
 * @param amount in the currency that Twilio bills the operator in, above 0
 * @param period over which spending is added up
 */
public record SpendAlarm(BigDecimal amount, Period period) {
    /** A warning at 100 a month. */
    public static final SpendAlarm DEFAULT = new SpendAlarm(new BigDecimal(100), Period.MONTHLY);

    /** Drops zeros after the decimal point, so that 50 and 50.00 are the same alarm. */
    public SpendAlarm {
        var bare = amount.stripTrailingZeros();
        amount = bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    /** The periods over which Twilio adds up, each from its first day on, in UTC. */
    public enum Period {
        /** A day. */
        DAILY,
        /** A calendar month. */
        MONTHLY,
        /** A calendar year. */
        YEARLY;

        /** The word for it in a plan. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The period that a plan means by this word. */
        public static Optional<Period> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(period -> period.word().equals(word))
                    .findFirst();
        }
    }
}
