package dev.tenantry.twilio.trusthub;

import com.twilio.base.Creator;
import com.twilio.base.Deleter;
import com.twilio.base.Fetcher;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.base.Updater;
import com.twilio.rest.trusthub.v1.CustomerProfiles;
import com.twilio.rest.trusthub.v1.TrustProducts;
import com.twilio.rest.trusthub.v1.customerprofiles.CustomerProfilesEntityAssignments;
import com.twilio.rest.trusthub.v1.customerprofiles.CustomerProfilesEvaluations;
import com.twilio.rest.trusthub.v1.trustproducts.TrustProductsEntityAssignments;
import com.twilio.rest.trusthub.v1.trustproducts.TrustProductsEvaluations;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.EmptyValues;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The SDK's calls for customer profiles or for trust products. They are the same calls, but their types have nothing in
 * common.
 *
 * @param bundles the calls for the bundles themselves
 * @param assignments the calls for what is assigned to a bundle
 * @param evaluations the calls for evaluations of a bundle
 * @param <B> the SDK's class for a bundle
 * @param <A> the SDK's class for an assignment
 * @param <E> the SDK's class for an evaluation
 */
record BundleApi<B extends Resource, A extends Resource, E extends Resource>(
        Bundles<B> bundles, Assignments<A> assignments, Evaluations<E> evaluations) {

    /** @param submitter asks for the review */
    record Bundles<B extends Resource>(
            CrudOperations.Kind<B> kind,
            BundleCreator<B> creator,
            Function<String, Reader<B>> reader,
            Function<String, Fetcher<B>> fetcher,
            BundleUpdater<B> updater,
            Function<String, Updater<B>> submitter,
            Function<String, Deleter<B>> deleter,
            Function<B, TrustBundle> toBundle) {}

    /** Each call takes the SID of the bundle first. */
    record Assignments<A extends Resource>(
            BiFunction<String, String, Creator<A>> creator,
            Function<String, Reader<A>> reader,
            BiFunction<String, String, Deleter<A>> deleter,
            Function<A, Assignment> toAssignment) {}

    /** Takes the SIDs of the bundle and of the policy. */
    record Evaluations<E extends Resource>(
            BiFunction<String, String, Creator<E>> creator, Function<E, Evaluation> toEvaluation) {}

    /** Something that is assigned to a bundle. */
    record Assignment(String sid, String objectSid) {}

    /** Prepares the creation of a bundle. */
    interface BundleCreator<B extends Resource> {
        Creator<B> of(String friendlyName, String email, String policySid, Optional<URI> statusCallback);
    }

    /** Prepares the update of a bundle. */
    interface BundleUpdater<B extends Resource> {
        Updater<B> of(String sid, String email, Optional<URI> statusCallback);
    }

    static BundleApi<?, ?, ?> customerProfiles() {
        return new BundleApi<>(
                new Bundles<>(
                        new CrudOperations.Kind<>(
                                "customer profile", CustomerProfiles::getSid, CustomerProfiles::getFriendlyName),
                        (friendlyName, email, policySid, statusCallback) -> {
                            var creator = CustomerProfiles.creator(friendlyName, email, policySid);
                            statusCallback.ifPresent(creator::setStatusCallback);
                            return creator;
                        },
                        friendlyName -> CustomerProfiles.reader().setFriendlyName(friendlyName),
                        CustomerProfiles::fetcher,
                        (sid, email, statusCallback) -> CustomerProfiles.updater(sid)
                                .setEmail(email)
                                .setStatusCallback(EmptyValues.urlOrEmpty(statusCallback)),
                        sid -> CustomerProfiles.updater(sid).setStatus(CustomerProfiles.Status.PENDING_REVIEW),
                        CustomerProfiles::deleter,
                        bundle -> new TrustBundle(
                                bundle.getSid(),
                                bundle.getFriendlyName(),
                                bundle.getPolicySid(),
                                EmptyValues.toOptional(bundle.getStatusCallback()),
                                TrustBundle.status(bundle.getStatus().toString(), bundle.getErrors()))),
                new Assignments<>(
                        CustomerProfilesEntityAssignments::creator,
                        CustomerProfilesEntityAssignments::reader,
                        CustomerProfilesEntityAssignments::deleter,
                        assignment -> new Assignment(assignment.getSid(), assignment.getObjectSid())),
                new Evaluations<>(
                        CustomerProfilesEvaluations::creator,
                        evaluation -> Evaluation.of(evaluation.getStatus().toString(), evaluation.getResults())));
    }

    static BundleApi<?, ?, ?> trustProducts() {
        return new BundleApi<>(
                new Bundles<>(
                        new CrudOperations.Kind<>(
                                "trust product", TrustProducts::getSid, TrustProducts::getFriendlyName),
                        (friendlyName, email, policySid, statusCallback) -> {
                            var creator = TrustProducts.creator(friendlyName, email, policySid);
                            statusCallback.ifPresent(creator::setStatusCallback);
                            return creator;
                        },
                        friendlyName -> TrustProducts.reader().setFriendlyName(friendlyName),
                        TrustProducts::fetcher,
                        (sid, email, statusCallback) -> TrustProducts.updater(sid)
                                .setEmail(email)
                                .setStatusCallback(EmptyValues.urlOrEmpty(statusCallback)),
                        sid -> TrustProducts.updater(sid).setStatus(TrustProducts.Status.PENDING_REVIEW),
                        TrustProducts::deleter,
                        bundle -> new TrustBundle(
                                bundle.getSid(),
                                bundle.getFriendlyName(),
                                bundle.getPolicySid(),
                                EmptyValues.toOptional(bundle.getStatusCallback()),
                                TrustBundle.status(bundle.getStatus().toString(), bundle.getErrors()))),
                new Assignments<>(
                        TrustProductsEntityAssignments::creator,
                        TrustProductsEntityAssignments::reader,
                        TrustProductsEntityAssignments::deleter,
                        assignment -> new Assignment(assignment.getSid(), assignment.getObjectSid())),
                new Evaluations<>(
                        TrustProductsEvaluations::creator,
                        evaluation -> Evaluation.of(evaluation.getStatus().toString(), evaluation.getResults())));
    }
}
