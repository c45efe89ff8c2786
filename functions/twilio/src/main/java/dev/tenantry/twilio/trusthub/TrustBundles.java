package dev.tenantry.twilio.trusthub;

import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.TwilioCalls;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An account's customer profiles, or its trust products ("Trust Hub: Customer Profiles resource", "Trust Products
 * resource"). Every method throws a {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class TrustBundles {

    private final BundleOperations<?, ?, ?> bundles;

    private TrustBundles(TwilioCalls calls, BundleApi<?, ?, ?> api) {
        this.bundles = new BundleOperations<>(calls, api);
    }

    /** An account's customer profiles. */
    public static TrustBundles customerProfiles(TwilioCalls calls) {
        return new TrustBundles(calls, BundleApi.customerProfiles());
    }

    /** An account's trust products. */
    public static TrustBundles trustProducts(TwilioCalls calls) {
        return new TrustBundles(calls, BundleApi.trustProducts());
    }

    /**
     * Creates a bundle, which is a draft. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     * @param email whom Twilio tells of the review
     * @param policy what it has to consist of
     * @param statusCallback what Twilio calls when its status changes
     */
    public TrustBundle create(String friendlyName, String email, TrustPolicy policy, Optional<URI> statusCallback) {
        return bundles.create(friendlyName, email, policy, statusCallback);
    }

    /**
     * The bundle of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<TrustBundle> find(String friendlyName) {
        return bundles.find(friendlyName);
    }

    /** The bundle of this SID; empty when it is gone. */
    public Optional<TrustBundle> fetch(String sid) {
        return bundles.fetch(sid);
    }

    /** Sets both; a URL that is not given is cleared. Twilio allows it for drafts and what was rejected. */
    public TrustBundle update(String sid, String email, Optional<URI> statusCallback) {
        return bundles.update(sid, email, statusCallback);
    }

    /** Asks for the review, also of what was rejected and is corrected; does nothing when it is open or approved. */
    public TrustBundle submit(String sid) {
        return bundles.submit(sid);
    }

    /** Deletes a bundle, not what is assigned to it; does nothing when it is gone. */
    public void delete(String sid) {
        bundles.delete(sid);
    }

    /** The SIDs of what is assigned to a bundle, in Twilio's order. */
    public List<String> assignedObjects(String sid) {
        return bundles.assignedObjects(sid);
    }

    /**
     * Makes something a part of a bundle, or finds that it is one.
     *
     * @param objectSid an end user ({@code IT…}), a supporting document ({@code RD…}) or a customer profile
     *     ({@code BU…})
     */
    public void assign(String sid, String objectSid) {
        bundles.assign(sid, objectSid);
    }

    /** Takes something out of a bundle; does nothing when it is no part of it. */
    public void unassign(String sid, String objectSid) {
        bundles.unassign(sid, objectSid);
    }

    /** Holds a bundle against its policy. Each call leaves an evaluation behind, which costs and changes nothing. */
    public Evaluation evaluate(String sid, TrustPolicy policy) {
        return bundles.evaluate(sid, policy);
    }
}
