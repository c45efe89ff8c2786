package dev.tenantry.twilio;

import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.pricing.v1.phonenumber.Country;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The operator's own Twilio account, which owns the customers' subaccounts ("REST API: Subaccounts"). Every method
 * throws a {@link ProvisioningFailure} for whatever Twilio or the network does. Safe for use by several threads.
 */
public final class OperatorAccount {

    private static final int NOT_FOUND = 404;

    private final TwilioCalls calls;

    OperatorAccount(TwilioCalls calls) {
        this.calls = calls;
    }

    /**
     * Creates a subaccount. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     */
    public Subaccount createSubaccount(String friendlyName) {
        Arguments.requireFriendlyName(friendlyName);
        return calls.write(
                "the Twilio subaccount \"" + friendlyName + "\"",
                "created",
                client -> subaccount(
                        Account.creator().setFriendlyName(friendlyName).create(client)));
    }

    /**
     * The active subaccount of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message names them
     */
    public Optional<Subaccount> findActiveSubaccount(String friendlyName) {
        var found = calls.read("the Twilio subaccount \"" + friendlyName + "\"", "looked up", client -> {
            var matches = new ArrayList<Subaccount>();
            Account.reader()
                    .setFriendlyName(friendlyName)
                    .setStatus(Account.Status.ACTIVE)
                    .read(client)
                    .forEach(account -> matches.add(subaccount(account)));
            return matches;
        });
        found.removeIf(account -> !isActiveSubaccount(account, friendlyName));
        if (found.size() > 1) {
            throw ambiguous(friendlyName, found);
        }
        return found.stream().findFirst();
    }

    /** The account of this SID, whatever its status. */
    public Subaccount fetchSubaccount(String sid) {
        return calls.read(
                "the Twilio subaccount " + sid,
                "read",
                client -> subaccount(Account.fetcher(sid).fetch(client)));
    }

    /**
     * Closes a subaccount, for good: Twilio opens no closed account again, releases the numbers that it still has, and
     * deletes what it holds. Closing it again changes nothing.
     */
    public void closeSubaccount(String sid) {
        calls.write("the Twilio subaccount " + sid, "closed", client -> Account.updater(sid)
                .setStatus(Account.Status.CLOSED)
                .update(client));
    }

    /** The numbers that a subaccount has. A list may lag, so each is asked for once more by its SID. */
    public List<PhoneNumber> numbersOf(String subaccountSid) {
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
     * Moves a number from a subaccount to this account, which owns both and pays for it from then on. The name that it
     * was bought under stays behind. Does nothing when the subaccount does not have it, or not any more.
     */
    public void takeNumber(String subaccountSid, String numberSid) {
        var updater = IncomingPhoneNumber.updater(subaccountSid, numberSid)
                .setAccountSid(calls.accountSid())
                .setFriendlyName("");
        calls.setIfThere("the number " + numberSid, "moved to the main account", updater::update);
    }

    /**
     * What phone numbers of a country cost this account.
     *
     * @param country ISO 3166-1 alpha-2, upper case
     * @return empty if Twilio sells none there
     */
    public Optional<Prices> numberPrices(String country) {
        try {
            return Optional.of(calls.read(
                    "the list of what phone numbers cost in " + country,
                    "read",
                    client -> Prices.of(Country.fetcher(country).fetch(client))));
        } catch (PermanentFailureException refused) {
            if (refused.httpStatus().equals(OptionalInt.of(NOT_FOUND))) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Twilio's list of accounts holds the operator's own account too. */
    private boolean isActiveSubaccount(Subaccount account, String friendlyName) {
        return account.friendlyName().equals(friendlyName)
                && account.status() == Subaccount.Status.ACTIVE
                && !account.sid().equals(calls.accountSid());
    }

    private static NeedsHumanException ambiguous(String friendlyName, List<Subaccount> found) {
        var sids = found.stream().map(Subaccount::sid).collect(Collectors.joining(", "));
        return new NeedsHumanException(FailureDetails.of(
                "Several active Twilio subaccounts are named \"" + friendlyName + "\": " + sids + ".",
                "Operator: decide which one to keep, close or rename the others in the Twilio Console, then retry the"
                        + " job."));
    }

    private static Subaccount subaccount(Account account) {
        return new Subaccount(
                account.getSid(),
                account.getFriendlyName(),
                status(account.getStatus()),
                Optional.ofNullable(account.getAuthToken())
                        .filter(token -> !token.isBlank())
                        .map(Secret::new));
    }

    private static Subaccount.Status status(Account.Status status) {
        return switch (status) {
            case ACTIVE -> Subaccount.Status.ACTIVE;
            case SUSPENDED -> Subaccount.Status.SUSPENDED;
            case CLOSED -> Subaccount.Status.CLOSED;
        };
    }
}
