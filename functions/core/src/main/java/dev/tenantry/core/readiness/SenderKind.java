package dev.tenantry.core.readiness;

import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import java.util.Set;

/** The kinds of sender that Twilio and the carriers treat alike. */
public enum SenderKind {
    /** An ordinary number of the United States or Canada, which sends to the United States by an A2P campaign. */
    LONG_CODE,
    /** A toll-free number of the United States or Canada, which has to be verified. */
    TOLL_FREE,
    /** A number of another country. */
    FOREIGN_NUMBER,
    /** A name instead of a number. */
    ALPHANUMERIC;

    private static final Set<String> NORTH_AMERICA = Set.of("US", "CA");

    /** The kind of the numbers of a group. */
    static SenderKind of(NumberGroup group) {
        if (group.sendsByCampaign()) {
            return LONG_CODE;
        }
        return group.type() == NumberType.TOLL_FREE && NORTH_AMERICA.contains(group.country())
                ? TOLL_FREE
                : FOREIGN_NUMBER;
    }
}
