package dev.tenantry.twilio;

import com.twilio.base.Creator;
import com.twilio.base.Deleter;
import com.twilio.base.Fetcher;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.base.Updater;
import java.net.URI;
import java.util.Optional;

/**
 * The library's calls for customer profiles or for trust products, which are the same calls under other names.
 *
 * @param <B> the library's class for the bundle
 * @param <A> its class for what is assigned to it
 * @param <E> its class for what is evaluated
 */
interface BundleApi<B extends Resource, A extends Resource, E extends Resource> {

    ResourceCalls.Kind<B> kind();

    Creator<B> creator(String friendlyName, String email, String policySid, Optional<URI> statusCallback);

    Reader<B> reader(String friendlyName);

    Fetcher<B> fetcher(String sid);

    Updater<B> updater(String sid, String email, Optional<URI> statusCallback);

    /** Asks for the review. */
    Updater<B> submitter(String sid);

    Deleter<B> deleter(String sid);

    TrustBundle toBundle(B bundle);

    Creator<A> assigner(String sid, String objectSid);

    Reader<A> assignments(String sid);

    Deleter<A> unassigner(String sid, String assignmentSid);

    Assignment toAssignment(A assignment);

    Creator<E> evaluator(String sid, String policySid);

    Evaluation toEvaluation(E evaluation);

    /** Something that is assigned to a bundle. */
    record Assignment(String sid, String objectSid) {}
}
