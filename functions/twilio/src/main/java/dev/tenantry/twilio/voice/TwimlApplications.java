package dev.tenantry.twilio.voice;

import com.twilio.rest.api.v2010.account.Application;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.EmptyValues;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.listing.ListedResource;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An account's TwiML applications, here those for calls ("Application resource"). Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class TwimlApplications {

    private static final CrudOperations.Kind<Application> KIND =
            new CrudOperations.Kind<>("TwiML application", Application::getSid, Application::getFriendlyName);

    private final CrudOperations<Application, TwimlApplication> applications;

    public TwimlApplications(TwilioCalls calls) {
        this.applications = new CrudOperations<>(calls, KIND, TwimlApplications::application);
    }

    /**
     * Creates an application. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     * @param voiceUrl what Twilio calls for instructions when a call comes in
     * @param statusCallback what Twilio calls when a call has ended
     */
    public TwimlApplication create(String friendlyName, URI voiceUrl, Optional<URI> statusCallback) {
        var creator = Application.creator()
                .setFriendlyName(Preconditions.requireFriendlyName(friendlyName))
                .setVoiceUrl(voiceUrl);
        statusCallback.ifPresent(creator::setStatusCallback);
        return applications.create(friendlyName, creator);
    }

    /**
     * The application of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<TwimlApplication> find(String friendlyName) {
        return applications.find(friendlyName, Application.reader().setFriendlyName(friendlyName));
    }

    /** All applications of the account, also those that others have created. The list may lag. */
    public List<ListedResource> list() {
        return applications.list(Application.reader());
    }

    /** The application of this SID; empty when it is gone. */
    public Optional<TwimlApplication> fetch(String sid) {
        return applications.fetch(sid, Application.fetcher(sid));
    }

    /** Sets both URLs; a status callback that is not given is cleared. */
    public TwimlApplication update(String sid, URI voiceUrl, Optional<URI> statusCallback) {
        return applications.update(
                sid,
                Application.updater(sid)
                        .setVoiceUrl(voiceUrl)
                        .setStatusCallback(EmptyValues.urlOrEmpty(statusCallback)));
    }

    /** Deletes an application; does nothing when it is gone. */
    public void delete(String sid) {
        applications.delete(sid, Application.deleter(sid));
    }

    private static TwimlApplication application(Application application) {
        return new TwimlApplication(
                application.getSid(),
                application.getFriendlyName(),
                EmptyValues.toOptional(application.getVoiceUrl()),
                EmptyValues.toOptional(application.getStatusCallback()));
    }
}
