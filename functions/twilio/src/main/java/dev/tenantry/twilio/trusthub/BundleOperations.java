package dev.tenantry.twilio.trusthub;

import com.twilio.base.Resource;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.review.ReviewStatus;
import dev.tenantry.twilio.trusthub.BundleApi.Assignment;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Operations on customer profiles or on trust products, by whichever types the SDK has for them: see
 * {@link TrustBundles}.
 */
final class BundleOperations<B extends Resource, A extends Resource, E extends Resource> {

    private final TwilioCalls calls;
    private final BundleApi.Bundles<B> api;
    private final BundleApi.Assignments<A> assignments;
    private final BundleApi.Evaluations<E> evaluations;
    private final CrudOperations<B, TrustBundle> bundles;

    BundleOperations(TwilioCalls calls, BundleApi<B, A, E> api) {
        this.calls = calls;
        this.api = api.bundles();
        this.assignments = api.assignments();
        this.evaluations = api.evaluations();
        this.bundles = new CrudOperations<>(calls, this.api.kind(), this.api.toBundle());
    }

    TrustBundle create(String friendlyName, String email, TrustPolicy policy, Optional<URI> statusCallback) {
        Preconditions.requireFriendlyName(friendlyName);
        return bundles.create(friendlyName, api.creator().of(friendlyName, email, policy.sid(), statusCallback));
    }

    Optional<TrustBundle> find(String friendlyName) {
        return bundles.find(friendlyName, api.reader().apply(friendlyName));
    }

    Optional<TrustBundle> fetch(String sid) {
        return bundles.fetch(sid, api.fetcher().apply(sid));
    }

    TrustBundle update(String sid, String email, Optional<URI> statusCallback) {
        return bundles.update(sid, api.updater().of(sid, email, statusCallback));
    }

    TrustBundle submit(String sid) {
        var submitted = fetch(sid).filter(BundleOperations::isSubmitted);
        return submitted.orElseGet(() -> bundles.submit(sid, api.submitter().apply(sid)));
    }

    private static boolean isSubmitted(TrustBundle bundle) {
        return switch (bundle.status()) {
            case ReviewStatus.Open _, ReviewStatus.Approved _ -> true;
            case ReviewStatus.Draft _, ReviewStatus.Rejected _, ReviewStatus.Stopped _ -> false;
        };
    }

    void delete(String sid) {
        bundles.delete(sid, api.deleter().apply(sid));
    }

    List<String> assignedObjects(String sid) {
        return assignments(sid).stream().map(Assignment::objectSid).toList();
    }

    void assign(String sid, String objectSid) {
        if (!assignedObjects(sid).contains(objectSid)) {
            assignMissing(sid, objectSid);
        }
    }

    /** That it is assigned already is said by a conflict, whose other meaning would be another change at work. */
    private void assignMissing(String sid, String objectSid) {
        try {
            calls.write(
                    objectSid,
                    "assigned to " + api.kind().of(sid),
                    client -> assignments.creator().apply(sid, objectSid).create(client));
        } catch (UnknownOutcomeException failure) {
            if (!assignedObjects(sid).contains(objectSid)) {
                throw failure;
            }
        }
    }

    void unassign(String sid, String objectSid) {
        assignments(sid).stream()
                .filter(assignment -> assignment.objectSid().equals(objectSid))
                .forEach(assignment -> calls.delete(
                        objectSid,
                        "taken out of " + api.kind().of(sid),
                        assignments.deleter().apply(sid, assignment.sid())));
    }

    Evaluation evaluate(String sid, TrustPolicy policy) {
        return calls.write(api.kind().of(sid), "evaluated", client -> evaluations
                .toEvaluation()
                .apply(evaluations.creator().apply(sid, policy.sid()).create(client)));
    }

    private List<Assignment> assignments(String sid) {
        return calls.read(
                "the list of what belongs to " + api.kind().of(sid),
                "read",
                client -> TwilioCalls.readAll(assignments.reader().apply(sid), client).stream()
                        .map(assignments.toAssignment())
                        .toList());
    }
}
