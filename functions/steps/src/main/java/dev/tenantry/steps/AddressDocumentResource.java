package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.SupportingDocuments;
import java.util.Optional;

/** What names the business's address in its papers. It is looked at only while those may be changed. */
record AddressDocumentResource(Marker marker, String addressSid, SupportingDocuments documents)
        implements TenantResource {

    @Override
    public Optional<Found> find() {
        return documents.find(marker.friendlyName()).map(document -> Found.of(document.sid()));
    }

    @Override
    public Found create() {
        return Found.of(documents.create(marker.friendlyName(), addressSid).sid());
    }

    /** Which address it names is not read back, but set again. */
    @Override
    public State compare(String sid) {
        return State.of(documents.fetch(sid).map(_ -> false));
    }

    @Override
    public boolean update(String sid) {
        documents.update(sid, addressSid);
        return true;
    }
}
