package dev.tenantry.twilio.voice;

import com.twilio.rest.trunking.v1.Trunk;
import com.twilio.rest.trunking.v1.trunk.PhoneNumber;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.listing.ListedResource;
import java.util.List;
import java.util.Optional;

/**
 * An account's SIP trunks and the numbers in them ("Elastic SIP Trunking: Trunk resource", "PhoneNumber resource").
 * Every method throws a {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class SipTrunks {

    private static final CrudOperations.Kind<Trunk> KIND =
            new CrudOperations.Kind<>("SIP trunk", Trunk::getSid, Trunk::getFriendlyName);

    private final TwilioCalls calls;
    private final CrudOperations<Trunk, SipTrunk> trunks;

    public SipTrunks(TwilioCalls calls) {
        this.calls = calls;
        this.trunks = new CrudOperations<>(calls, KIND, trunk -> new SipTrunk(trunk.getSid(), trunk.getFriendlyName()));
    }

    /**
     * Creates a trunk. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     */
    public SipTrunk create(String friendlyName) {
        return trunks.create(
                friendlyName, Trunk.creator().setFriendlyName(Preconditions.requireFriendlyName(friendlyName)));
    }

    /**
     * The trunk of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<SipTrunk> find(String friendlyName) {
        return trunks.find(friendlyName, Trunk.reader());
    }

    /** All trunks of the account, also those that others have created. The list may lag. */
    public List<ListedResource> list() {
        return trunks.list(Trunk.reader());
    }

    /** The trunk of this SID; empty when it is gone. */
    public Optional<SipTrunk> fetch(String sid) {
        return trunks.fetch(sid, Trunk.fetcher(sid));
    }

    /** Deletes a trunk; its numbers stay with the account. Does nothing when it is gone. */
    public void delete(String sid) {
        trunks.delete(sid, Trunk.deleter(sid));
    }

    /** The SIDs ({@code PN…}) of the numbers in a trunk, in Twilio's order. */
    public List<String> listNumbers(String trunkSid) {
        return calls.read(
                "the list of the numbers of " + KIND.of(trunkSid),
                "read",
                client -> TwilioCalls.readAll(PhoneNumber.reader(trunkSid), client).stream()
                        .map(PhoneNumber::getSid)
                        .toList());
    }

    /**
     * Puts a number ({@code PN…}) into a trunk, or finds that it is there already. It leaves the trunk or the voice
     * application that it has had.
     */
    public void attachNumber(String trunkSid, String numberSid) {
        // Twilio's documents do not say what it answers for a number that is in this trunk. So it is not asked.
        if (!holdsNumber(trunkSid, numberSid)) {
            calls.write("the number " + numberSid, "put into " + KIND.of(trunkSid), client -> PhoneNumber.creator(
                            trunkSid, numberSid)
                    .create(client));
        }
    }

    /** Takes a number ({@code PN…}) out of a trunk; does nothing when it is not in it. */
    public void detachNumber(String trunkSid, String numberSid) {
        calls.delete(
                "the number " + numberSid,
                "taken out of " + KIND.of(trunkSid),
                PhoneNumber.deleter(trunkSid, numberSid));
    }

    /** Whether a number ({@code PN…}) is in this trunk. Unlike a list, the answer does not lag. */
    public boolean holdsNumber(String trunkSid, String numberSid) {
        return calls.readIfThere(
                        "the number " + numberSid,
                        "looked up in " + KIND.of(trunkSid),
                        client -> PhoneNumber.fetcher(trunkSid, numberSid).fetch(client))
                .isPresent();
    }
}
