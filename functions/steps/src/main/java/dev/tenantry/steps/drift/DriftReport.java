package dev.tenantry.steps.drift;

import java.util.List;

/**
 * The drift of a tenant.
 *
 * @param resources what the organisation should have, in the order in which jobs make it
 * @param unknown what its subaccount has beyond that
 * @param unlisted the kinds of which it is not known whether there is more, each with the reason
 */
public record DriftReport(List<ComparedResource> resources, List<UnknownResource> unknown, List<Unlisted> unlisted) {
    /** Keeps copies. */
    public DriftReport {
        resources = List.copyOf(resources);
        unknown = List.copyOf(unknown);
        unlisted = List.copyOf(unlisted);
    }

    /**
     * A kind whose resources could not be listed.
     *
     * @param type its id
     * @param reason why not, for people
     */
    public record Unlisted(String type, String reason) {}

    /** How many resources are not as planned, or not known to the ledger. */
    public long findings() {
        return resources.stream().filter(ComparedResource::isFinding).count() + unknown.size();
    }
}
