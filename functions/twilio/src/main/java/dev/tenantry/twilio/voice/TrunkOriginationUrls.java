package dev.tenantry.twilio.voice;

import com.twilio.rest.trunking.v1.trunk.OriginationUrl;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import java.net.URI;
import java.util.Optional;

/**
 * One SIP trunk's origination URLs ("Elastic SIP Trunking: OriginationUrl resource"). Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class TrunkOriginationUrls {

    private static final CrudOperations.Kind<OriginationUrl> KIND =
            new CrudOperations.Kind<>("origination URL", OriginationUrl::getSid, OriginationUrl::getFriendlyName);

    /** Twilio's defaults, which matter only beside other URLs of the trunk. */
    private static final int WEIGHT = 10;

    private static final int PRIORITY = 10;

    private final String trunkSid;
    private final CrudOperations<OriginationUrl, TrunkOriginationUrl> urls;

    public TrunkOriginationUrls(TwilioCalls calls, String trunkSid) {
        this.trunkSid = trunkSid;
        this.urls = new CrudOperations<>(
                calls, KIND, url -> new TrunkOriginationUrl(url.getSid(), url.getFriendlyName(), url.getSipUrl()));
    }

    /**
     * Creates an origination URL. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     * @param sipUrl the customer's telephone system, such as {@code sip:pbx.example.com}
     */
    public TrunkOriginationUrl create(String friendlyName, URI sipUrl) {
        return urls.create(
                friendlyName,
                OriginationUrl.creator(
                        trunkSid, WEIGHT, PRIORITY, true, Preconditions.requireFriendlyName(friendlyName), sipUrl));
    }

    /**
     * The origination URL of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<TrunkOriginationUrl> find(String friendlyName) {
        return urls.find(friendlyName, OriginationUrl.reader(trunkSid));
    }

    /** The origination URL of this SID; empty when it or the trunk is gone. */
    public Optional<TrunkOriginationUrl> fetch(String sid) {
        return urls.fetch(sid, OriginationUrl.fetcher(trunkSid, sid));
    }

    /** Sets where the calls go. */
    public TrunkOriginationUrl update(String sid, URI sipUrl) {
        return urls.update(sid, OriginationUrl.updater(trunkSid, sid).setSipUrl(sipUrl));
    }

    /** Deletes an origination URL; does nothing when it or the trunk is gone. */
    public void delete(String sid) {
        urls.delete(sid, OriginationUrl.deleter(trunkSid, sid));
    }
}
