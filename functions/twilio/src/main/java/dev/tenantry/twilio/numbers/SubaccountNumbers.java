package dev.tenantry.twilio.numbers;

import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.TwilioCalls;
import java.util.List;

/**
 * The phone numbers of the subaccounts of an account, reached with the credentials of the latter ("IncomingPhoneNumber
 * resource"). Every method throws a {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class SubaccountNumbers {

    private final TwilioCalls calls;

    public SubaccountNumbers(TwilioCalls calls) {
        this.calls = calls;
    }

    /** The numbers that a subaccount has. A list may lag, so each is asked for once more by its SID. */
    public List<PhoneNumber> list(String subaccountSid) {
        var listed = calls.read(
                "the list of the numbers of the Twilio subaccount " + subaccountSid,
                "read",
                client -> TwilioCalls.readAll(
                        IncomingPhoneNumber.reader(subaccountSid).pageSize(TwilioCalls.MAX_PAGE_SIZE), client));
        return listed.stream()
                .flatMap(number -> calls
                        .readIfThere("the number " + number.getSid(), "read", client -> IncomingPhoneNumber.fetcher(
                                        subaccountSid, number.getSid())
                                .fetch(client))
                        .stream())
                .map(PhoneNumbers::phoneNumber)
                .toList();
    }

    /**
     * Moves a number to the account that owns the subaccount, and pays for it from then on. The name that it was bought
     * under stays behind. Does nothing when the subaccount does not have it, or not any more.
     */
    public void moveToOwner(String subaccountSid, String numberSid) {
        var updater = IncomingPhoneNumber.updater(subaccountSid, numberSid)
                .setAccountSid(calls.accountSid())
                .setFriendlyName("");
        calls.idempotentWriteIfThere("the number " + numberSid, "moved to the main account", updater::update);
    }
}
