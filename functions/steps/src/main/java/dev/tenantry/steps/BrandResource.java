package dev.tenantry.steps;

import dev.tenantry.core.job.A2p;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.Brand;
import dev.tenantry.twilio.BrandDetails;
import dev.tenantry.twilio.BrandRegistrations;
import dev.tenantry.twilio.ReviewStatus;
import java.util.Optional;

/**
 * The organisation's A2P brand: paid at its creation, and known again by the papers that it is made of.
 *
 * @param correction brings its papers to the plan, as far as Twilio lets them be changed
 */
record BrandResource(
        Marker marker,
        A2p.Brand plan,
        String customerProfileSid,
        String trustProductSid,
        BrandRegistrations brands,
        Runnable correction)
        implements ReviewedResource {

    @Override
    public Optional<Found> find() {
        return brands.find(customerProfileSid, trustProductSid).map(brand -> Found.of(brand.sid()));
    }

    @Override
    public Found create() {
        var details = new BrandDetails(
                customerProfileSid, trustProductSid, BrandDetails.Type.STANDARD, plan.lowVolume(), plan.mock());
        return Found.of(brands.create(details).sid());
    }

    @Override
    public Optional<ReviewStatus> status(String sid) {
        return brands.fetch(sid).map(Brand::status);
    }

    @Override
    public void handIn(String sid) {
        correction.run();
        brands.resubmit(sid);
    }
}
