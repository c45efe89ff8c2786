package dev.tenantry.twilio;

import com.twilio.rest.api.v2010.Account;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.account.Secret;
import dev.tenantry.twilio.account.Subaccount;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.numbers.PhoneNumber;
import dev.tenantry.twilio.numbers.PriceList;
import dev.tenantry.twilio.numbers.PriceLists;
import dev.tenantry.twilio.numbers.SubaccountNumbers;
import java.util.List;
import java.util.Optional;

/**
 * The operator's own Twilio account, which owns the customers' subaccounts ("REST API: Subaccounts"). Every method
 * throws a {@link ProvisioningFailure} for whatever Twilio or the network does. Safe for use by several threads.
 */
public final class OperatorAccount {

    private final TwilioCalls calls;

    OperatorAccount(TwilioCalls calls) {
        this.calls = calls;
    }

    /**
     * The same account, with this directly before each request that creates, changes or deletes something.
     *
     * @param write what it throws is thrown on, and the request is not sent
     */
    public OperatorAccount before(Runnable write) {
        return new OperatorAccount(calls.before(write));
    }

    /**
     * Creates a subaccount. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     */
    public Subaccount createSubaccount(String friendlyName) {
        Preconditions.requireFriendlyName(friendlyName);
        return calls.write(
                "the Twilio subaccount \"" + friendlyName + "\"",
                "created",
                client -> subaccount(
                        Account.creator().setFriendlyName(friendlyName).create(client)));
    }

    /** The active subaccounts of exactly this name. Twilio does not keep names unique. */
    public List<Subaccount> findActiveSubaccounts(String friendlyName) {
        var found = calls.read("the Twilio subaccount \"" + friendlyName + "\"", "looked up", client -> {
            var reader = Account.reader().setFriendlyName(friendlyName).setStatus(Account.Status.ACTIVE);
            return TwilioCalls.readAll(reader, client);
        });
        return found.stream()
                .map(OperatorAccount::subaccount)
                .filter(account -> isActiveSubaccount(account, friendlyName))
                .toList();
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

    /** The numbers that a subaccount has. */
    public List<PhoneNumber> numbersOf(String subaccountSid) {
        return new SubaccountNumbers(calls).list(subaccountSid);
    }

    /** Moves a number from a subaccount to this account; does nothing when the subaccount does not have it. */
    public void takeNumber(String subaccountSid, String numberSid) {
        new SubaccountNumbers(calls).moveToOwner(subaccountSid, numberSid);
    }

    /** The prices of a country's phone numbers for this account; empty if Twilio sells none there. */
    public Optional<PriceList> numberPrices(String country) {
        return new PriceLists(calls).find(country);
    }

    /** Twilio's list of accounts holds the operator's own account too. */
    private boolean isActiveSubaccount(Subaccount account, String friendlyName) {
        return account.friendlyName().equals(friendlyName)
                && account.status() == Subaccount.Status.ACTIVE
                && !account.sid().equals(calls.accountSid());
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
