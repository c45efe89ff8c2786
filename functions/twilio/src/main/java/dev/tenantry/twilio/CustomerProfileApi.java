package dev.tenantry.twilio;

import com.twilio.base.Creator;
import com.twilio.base.Deleter;
import com.twilio.base.Fetcher;
import com.twilio.base.Reader;
import com.twilio.base.Updater;
import com.twilio.rest.trusthub.v1.CustomerProfiles;
import com.twilio.rest.trusthub.v1.customerprofiles.CustomerProfilesEntityAssignments;
import com.twilio.rest.trusthub.v1.customerprofiles.CustomerProfilesEvaluations;
import java.net.URI;
import java.util.Optional;

/** The library's calls for customer profiles. */
final class CustomerProfileApi
        implements BundleApi<CustomerProfiles, CustomerProfilesEntityAssignments, CustomerProfilesEvaluations> {

    private static final ResourceCalls.Kind<CustomerProfiles> KIND =
            new ResourceCalls.Kind<>("customer profile", CustomerProfiles::getSid, CustomerProfiles::getFriendlyName);

    @Override
    public ResourceCalls.Kind<CustomerProfiles> kind() {
        return KIND;
    }

    @Override
    public Creator<CustomerProfiles> creator(
            String friendlyName, String email, String policySid, Optional<URI> statusCallback) {
        var creator = CustomerProfiles.creator(friendlyName, email, policySid);
        statusCallback.ifPresent(creator::setStatusCallback);
        return creator;
    }

    @Override
    public Reader<CustomerProfiles> reader(String friendlyName) {
        return CustomerProfiles.reader().setFriendlyName(friendlyName);
    }

    @Override
    public Fetcher<CustomerProfiles> fetcher(String sid) {
        return CustomerProfiles.fetcher(sid);
    }

    @Override
    public Updater<CustomerProfiles> updater(String sid, String email, Optional<URI> statusCallback) {
        return CustomerProfiles.updater(sid).setEmail(email).setStatusCallback(Blank.urlOrBlank(statusCallback));
    }

    @Override
    public Updater<CustomerProfiles> submitter(String sid) {
        return CustomerProfiles.updater(sid).setStatus(CustomerProfiles.Status.PENDING_REVIEW);
    }

    @Override
    public Deleter<CustomerProfiles> deleter(String sid) {
        return CustomerProfiles.deleter(sid);
    }

    @Override
    public TrustBundle toBundle(CustomerProfiles bundle) {
        return new TrustBundle(
                bundle.getSid(),
                bundle.getFriendlyName(),
                bundle.getPolicySid(),
                Blank.toEmpty(bundle.getStatusCallback()),
                TrustBundle.status(bundle.getStatus().toString(), bundle.getErrors()));
    }

    @Override
    public Creator<CustomerProfilesEntityAssignments> assigner(String sid, String objectSid) {
        return CustomerProfilesEntityAssignments.creator(sid, objectSid);
    }

    @Override
    public Reader<CustomerProfilesEntityAssignments> assignments(String sid) {
        return CustomerProfilesEntityAssignments.reader(sid);
    }

    @Override
    public Deleter<CustomerProfilesEntityAssignments> unassigner(String sid, String assignmentSid) {
        return CustomerProfilesEntityAssignments.deleter(sid, assignmentSid);
    }

    @Override
    public Assignment toAssignment(CustomerProfilesEntityAssignments assignment) {
        return new Assignment(assignment.getSid(), assignment.getObjectSid());
    }

    @Override
    public Creator<CustomerProfilesEvaluations> evaluator(String sid, String policySid) {
        return CustomerProfilesEvaluations.creator(sid, policySid);
    }

    @Override
    public Evaluation toEvaluation(CustomerProfilesEvaluations evaluation) {
        return Evaluation.of(evaluation.getStatus().toString(), evaluation.getResults());
    }
}
