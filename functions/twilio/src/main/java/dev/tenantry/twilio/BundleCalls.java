package dev.tenantry.twilio;

import com.twilio.base.Resource;
import dev.tenantry.twilio.BundleApi.Assignment;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What both kinds of bundles have in common: see {@link TrustBundles}. */
final class BundleCalls<B extends Resource, A extends Resource, E extends Resource> {

    private final TwilioCalls calls;
    private final BundleApi<B, A, E> api;
    private final ResourceCalls<B, TrustBundle> bundles;

    BundleCalls(TwilioCalls calls, BundleApi<B, A, E> api) {
        this.calls = calls;
        this.api = api;
        this.bundles = new ResourceCalls<>(calls, api.kind(), api::toBundle);
    }

    TrustBundle create(String friendlyName, String email, TrustPolicy policy, Optional<URI> statusCallback) {
        return bundles.create(
                friendlyName,
                api.creator(Arguments.requireFriendlyName(friendlyName), email, policy.sid(), statusCallback));
    }

    Optional<TrustBundle> find(String friendlyName) {
        return bundles.find(friendlyName, api.reader(friendlyName));
    }

    Optional<TrustBundle> fetch(String sid) {
        return bundles.fetch(sid, api.fetcher(sid));
    }

    TrustBundle update(String sid, String email, Optional<URI> statusCallback) {
        return bundles.update(sid, api.updater(sid, email, statusCallback));
    }

    TrustBundle submit(String sid) {
        var submitted = fetch(sid).filter(BundleCalls::isSubmitted);
        return submitted.orElseGet(() -> bundles.submit(sid, api.submitter(sid)));
    }

    private static boolean isSubmitted(TrustBundle bundle) {
        return switch (bundle.status()) {
            case ReviewStatus.Open _, ReviewStatus.Approved _ -> true;
            case ReviewStatus.Draft _, ReviewStatus.Rejected _, ReviewStatus.Stopped _ -> false;
        };
    }

    void delete(String sid) {
        bundles.delete(sid, api.deleter(sid));
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
            calls.write(objectSid, "assigned to " + api.kind().of(sid), client -> api.assigner(sid, objectSid)
                    .create(client));
        } catch (UnknownOutcomeException inDoubt) {
            if (!assignedObjects(sid).contains(objectSid)) {
                throw inDoubt;
            }
        }
    }

    void unassign(String sid, String objectSid) {
        assignments(sid).stream()
                .filter(assignment -> assignment.objectSid().equals(objectSid))
                .forEach(assignment -> calls.delete(
                        objectSid, "taken out of " + api.kind().of(sid), api.unassigner(sid, assignment.sid())));
    }

    Evaluation evaluate(String sid, TrustPolicy policy) {
        return calls.write(
                api.kind().of(sid),
                "evaluated",
                client -> api.toEvaluation(api.evaluator(sid, policy.sid()).create(client)));
    }

    private List<Assignment> assignments(String sid) {
        return calls.read(
                "the list of what belongs to " + api.kind().of(sid),
                "read",
                client -> TwilioCalls.readAll(api.assignments(sid), client).stream()
                        .map(api::toAssignment)
                        .toList());
    }
}
