package dev.tenantry.core.readiness;

import java.time.Instant;

/** How far the registration of one number with the carriers, for its messaging service's campaign, is. */
public sealed interface CampaignMembership {
    /** It is not in the messaging service. */
    record Outside() implements CampaignMembership {}

    /**
     * The carriers register it.
     *
     * @param since since when
     */
    record Pending(Instant since) implements CampaignMembership {}

    /**
     * It is registered.
     *
     * @param since since when
     */
    record Registered(Instant since) implements CampaignMembership {}

    /** The carriers did not register it. */
    record Failed() implements CampaignMembership {}
}
