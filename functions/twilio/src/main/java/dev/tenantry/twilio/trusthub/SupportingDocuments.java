package dev.tenantry.twilio.trusthub;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.twilio.rest.trusthub.v1.SupportingDocument;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import java.util.Optional;

/**
 * An account's supporting documents, here those that name an address ("Trust Hub: Supporting Documents resource").
 * Every method throws a {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class SupportingDocuments {

    private static final CrudOperations.Kind<SupportingDocument> KIND = new CrudOperations.Kind<>(
            "supporting document", SupportingDocument::getSid, SupportingDocument::getFriendlyName);
    private static final String ADDRESS = "customer_profile_address";

    private final CrudOperations<SupportingDocument, TrustDocument> documents;

    public SupportingDocuments(TwilioCalls calls) {
        this.documents = new CrudOperations<>(
                calls, KIND, document -> new TrustDocument(document.getSid(), document.getFriendlyName()));
    }

    /**
     * Creates a document. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     * @param addressSid the customer's address, {@code AD…}
     */
    public TrustDocument create(String friendlyName, String addressSid) {
        return documents.create(
                friendlyName,
                SupportingDocument.creator(Preconditions.requireFriendlyName(friendlyName), ADDRESS)
                        .setAttributes(attributes(addressSid)));
    }

    /**
     * The document of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<TrustDocument> find(String friendlyName) {
        return documents.find(friendlyName, SupportingDocument.reader());
    }

    /** The document of this SID; empty when it is gone. */
    public Optional<TrustDocument> fetch(String sid) {
        return documents.fetch(sid, SupportingDocument.fetcher(sid));
    }

    /** Names another address ({@code AD…}). Twilio refuses it while the document is reviewed. */
    public TrustDocument update(String sid, String addressSid) {
        return documents.update(sid, SupportingDocument.updater(sid).setAttributes(attributes(addressSid)));
    }

    /** Deletes a document; does nothing when it is gone. */
    public void delete(String sid) {
        documents.delete(sid, SupportingDocument.deleter(sid));
    }

    private static ObjectNode attributes(String addressSid) {
        return JsonNodeFactory.instance.objectNode().put("address_sids", addressSid);
    }
}
