package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.EndUserDetails;
import dev.tenantry.twilio.EndUsers;
import java.util.Optional;

/** Data of a business or a person, as a part of papers. They are looked at only while those may be changed. */
record EndUserResource(Marker marker, EndUserDetails plan, EndUsers endUsers) implements TenantResource {

    @Override
    public Optional<Found> find() {
        return endUsers.find(marker.friendlyName()).map(endUser -> Found.of(endUser.sid()));
    }

    @Override
    public Found create() {
        return Found.of(endUsers.create(marker.friendlyName(), plan).sid());
    }

    /** Personal data are not read back, but set again. */
    @Override
    public State compare(String sid) {
        return State.of(endUsers.fetch(sid).map(_ -> false));
    }

    @Override
    public boolean update(String sid) {
        endUsers.update(sid, plan);
        return true;
    }

    /** Without the data. */
    @Override
    public String toString() {
        return "EndUserResource[" + marker.key() + "]";
    }
}
