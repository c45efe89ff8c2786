package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.readiness.ReportedStatus;
import dev.tenantry.core.readiness.ReportedStatus.State;
import dev.tenantry.twilio.callback.ReviewNotification;
import dev.tenantry.twilio.events.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewEventTest {
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");
    private static final String SID = "PN0123456789abcdef0123456789abcdef";

    private static final Map<EventType, State> STATES = Map.ofEntries(
            Map.entry(EventType.CAMPAIGN_SUBMITTED, State.PENDING),
            Map.entry(EventType.CAMPAIGN_APPROVED, State.APPROVED),
            Map.entry(EventType.CAMPAIGN_FAILURE, State.REJECTED),
            Map.entry(EventType.CAMPAIGN_DELETED, State.GONE),
            Map.entry(EventType.SUSPENDED_CAMPAIGN_DELETE_SUBMITTED, State.SUSPENDED),
            Map.entry(EventType.NUMBER_REGISTRATION_PENDING, State.PENDING),
            Map.entry(EventType.NUMBER_REGISTRATION_SUCCESSFUL, State.APPROVED),
            Map.entry(EventType.NUMBER_REGISTRATION_FAILED, State.REJECTED),
            Map.entry(EventType.NUMBER_DEREGISTRATION_PENDING, State.GONE),
            Map.entry(EventType.NUMBER_DEREGISTRATION_SUCCESSFUL, State.GONE),
            Map.entry(EventType.TOLL_FREE_VERIFICATION_REQUESTED, State.PENDING),
            Map.entry(EventType.TOLL_FREE_VERIFICATION_PENDING_REVIEW, State.PENDING),
            Map.entry(EventType.TOLL_FREE_VERIFICATION_EDIT, State.PENDING),
            Map.entry(EventType.TOLL_FREE_VERIFICATION_APPROVED, State.APPROVED),
            Map.entry(EventType.TOLL_FREE_VERIFICATION_REJECTED, State.REJECTED),
            Map.entry(EventType.TOLL_FREE_VERIFICATION_FAILURE, State.REJECTED),
            Map.entry(EventType.TOLL_FREE_VERIFICATION_EXPIRED, State.REJECTED),
            Map.entry(EventType.TOLL_FREE_VERIFICATION_DELETED, State.GONE));

    @ParameterizedTest
    @EnumSource
    void anEventReportsTheStatusOfWhatDecidesWhoMaySend(EventType type) {
        var event = new ReviewEvent(
                new TwilioEvent("EZ1", type.type(), AT, "{}"),
                new ReviewNotification.Event("EZ1", type, "AC1", SID, "", Optional.empty()));

        assertThat(event.reported())
                .isEqualTo(Optional.ofNullable(STATES.get(type)).map(state -> new ReportedStatus(SID, state, AT)));
    }
}
