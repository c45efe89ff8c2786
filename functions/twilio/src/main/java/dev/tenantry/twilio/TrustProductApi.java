package dev.tenantry.twilio;

import com.twilio.base.Creator;
import com.twilio.base.Deleter;
import com.twilio.base.Fetcher;
import com.twilio.base.Reader;
import com.twilio.base.Updater;
import com.twilio.rest.trusthub.v1.TrustProducts;
import com.twilio.rest.trusthub.v1.trustproducts.TrustProductsEntityAssignments;
import com.twilio.rest.trusthub.v1.trustproducts.TrustProductsEvaluations;
import java.net.URI;
import java.util.Optional;

/** The library's calls for trust products. */
final class TrustProductApi
        implements BundleApi<TrustProducts, TrustProductsEntityAssignments, TrustProductsEvaluations> {

    private static final ResourceCalls.Kind<TrustProducts> KIND =
            new ResourceCalls.Kind<>("trust product", TrustProducts::getSid, TrustProducts::getFriendlyName);

    @Override
    public ResourceCalls.Kind<TrustProducts> kind() {
        return KIND;
    }

    @Override
    public Creator<TrustProducts> creator(
            String friendlyName, String email, String policySid, Optional<URI> statusCallback) {
        var creator = TrustProducts.creator(friendlyName, email, policySid);
        statusCallback.ifPresent(creator::setStatusCallback);
        return creator;
    }

    @Override
    public Reader<TrustProducts> reader(String friendlyName) {
        return TrustProducts.reader().setFriendlyName(friendlyName);
    }

    @Override
    public Fetcher<TrustProducts> fetcher(String sid) {
        return TrustProducts.fetcher(sid);
    }

    @Override
    public Updater<TrustProducts> updater(String sid, String email, Optional<URI> statusCallback) {
        return TrustProducts.updater(sid).setEmail(email).setStatusCallback(Blank.urlOrBlank(statusCallback));
    }

    @Override
    public Updater<TrustProducts> submitter(String sid) {
        return TrustProducts.updater(sid).setStatus(TrustProducts.Status.PENDING_REVIEW);
    }

    @Override
    public Deleter<TrustProducts> deleter(String sid) {
        return TrustProducts.deleter(sid);
    }

    @Override
    public TrustBundle toBundle(TrustProducts bundle) {
        return new TrustBundle(
                bundle.getSid(),
                bundle.getFriendlyName(),
                bundle.getPolicySid(),
                Blank.toEmpty(bundle.getStatusCallback()),
                TrustBundle.status(bundle.getStatus().toString(), bundle.getErrors()));
    }

    @Override
    public Creator<TrustProductsEntityAssignments> assigner(String sid, String objectSid) {
        return TrustProductsEntityAssignments.creator(sid, objectSid);
    }

    @Override
    public Reader<TrustProductsEntityAssignments> assignments(String sid) {
        return TrustProductsEntityAssignments.reader(sid);
    }

    @Override
    public Deleter<TrustProductsEntityAssignments> unassigner(String sid, String assignmentSid) {
        return TrustProductsEntityAssignments.deleter(sid, assignmentSid);
    }

    @Override
    public Assignment toAssignment(TrustProductsEntityAssignments assignment) {
        return new Assignment(assignment.getSid(), assignment.getObjectSid());
    }

    @Override
    public Creator<TrustProductsEvaluations> evaluator(String sid, String policySid) {
        return TrustProductsEvaluations.creator(sid, policySid);
    }

    @Override
    public Evaluation toEvaluation(TrustProductsEvaluations evaluation) {
        return Evaluation.of(evaluation.getStatus().toString(), evaluation.getResults());
    }
}
