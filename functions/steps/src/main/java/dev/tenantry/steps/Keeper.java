package dev.tenantry.steps;

import dev.tenantry.core.job.Resource;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.steps.ExactlyOnce.Origin;

/**
 * Sees to it that a resource is there and as the plan wants it: creates it once, adopts what earlier jobs left, mends
 * what differs, and replaces what somebody removed.
 */
final class Keeper {
    private final ExactlyOnce exactlyOnce;
    private final Ledger ledger;

    Keeper(Ledger ledger) {
        this.exactlyOnce = new ExactlyOnce(ledger);
        this.ledger = ledger;
    }

    /** What was done about a resource. */
    enum Deed {
        /** It is there because of this job. */
        CREATED("created"),
        /** It was there before the job, and had other settings. */
        UPDATED("brought to the plan"),
        /** It was there before the job, as the plan wants it. */
        ADOPTED("was there already");

        private final String words;

        Deed(String words) {
            this.words = words;
        }
    }

    /**
     * A resource that is there, as the plan wants it.
     *
     * @param resource which
     * @param sid Twilio's id of it
     * @param deed what was done about it
     */
    record Kept(TenantResource resource, String sid, Deed deed) {

        /** Whether it is there because of the job, and not from before. */
        boolean isNew() {
            return deed == Deed.CREATED;
        }

        /** What a person wants to know, e.g. {@code Messaging service MG… created}. */
        String message() {
            return resource.noun() + " " + sid + " " + deed.words;
        }

        Resource toResource() {
            return new Resource(resource.marker().type().word(), sid);
        }
    }

    /** @throws dev.tenantry.twilio.failure.ProvisioningFailure when the resource is not known to be there and right */
    Kept keep(StepRun run, TenantResource resource) {
        var obtained = exactlyOnce.obtain(run, resource.marker(), resource::find, resource::create);
        if (obtained.origin() == Origin.CREATED) {
            return new Kept(resource, obtained.sid(), Deed.CREATED);
        }
        return switch (resource.compare(obtained.sid())) {
            case RIGHT -> new Kept(resource, obtained.sid(), obtained.isNew() ? Deed.CREATED : Deed.ADOPTED);
            case DIFFERENT ->
                resource.update(obtained.sid())
                        ? new Kept(resource, obtained.sid(), obtained.isNew() ? Deed.CREATED : Deed.UPDATED)
                        : replace(run, resource, obtained.sid());
            case GONE -> replace(run, resource, obtained.sid());
        };
    }

    private Kept replace(StepRun run, TenantResource resource, String gone) {
        ledger.forget(resource.marker(), gone);
        return keep(run, resource);
    }
}
