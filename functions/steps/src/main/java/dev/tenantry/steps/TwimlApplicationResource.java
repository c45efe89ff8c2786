package dev.tenantry.steps;

import dev.tenantry.core.job.Voice;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.TwimlApplication;
import dev.tenantry.twilio.TwimlApplications;
import java.util.Optional;

/** The TwiML application that answers calls to the organisation's numbers. */
record TwimlApplicationResource(Marker marker, Voice plan, TwimlApplications applications) implements TenantResource {

    @Override
    public Optional<Found> find() {
        return applications.find(marker.friendlyName()).map(application -> Found.of(application.sid()));
    }

    @Override
    public Found create() {
        return Found.of(applications
                .create(marker.friendlyName(), plan.url(), plan.statusUrl())
                .sid());
    }

    @Override
    public State compare(String sid) {
        return State.of(applications.fetch(sid).map(this::isAsPlanned));
    }

    @Override
    public boolean update(String sid) {
        applications.update(sid, plan.url(), plan.statusUrl());
        return true;
    }

    private boolean isAsPlanned(TwimlApplication application) {
        return application.voiceUrl().equals(Optional.of(plan.url()))
                && application.statusCallback().equals(plan.statusUrl());
    }
}
