package dev.tenantry.twilio.simulator.accounts;

import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.storage.Table;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Accounts and subaccounts (Twilio docs: REST API: Accounts; Subaccounts). Use it inside a transaction. */
public final class Accounts {
    /** Twilio writes AM or PM after the hours of a whole day, by the clock of its head office. */
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm a", Locale.ENGLISH)
            .withZone(ZoneId.of("America/Los_Angeles"));

    private final Table<Account> accounts;
    private final TwilioState state;
    private final List<Consumer<Account>> closeListeners = new ArrayList<>();

    Accounts(TwilioState state) {
        this.state = state;
        this.accounts = state.table("accounts", Account.class);
    }

    /** Called in the transaction that closes an account. */
    public void onClose(Consumer<Account> listener) {
        closeListeners.add(listener);
    }

    /** Makes the account that was there before everybody else, or gives it the token it is to have now. */
    void open(String sid, String authToken) {
        var now = state.now();
        var created = accounts.get(sid).map(Account::dateCreated).orElse(now);
        accounts.put(
                sid, new Account(sid, sid, "Simulated operator", authToken, null, AccountStatus.ACTIVE, created, now));
    }

    /** Adds a subaccount. Its name need not be unique. */
    public Account create(Account parent, String friendlyName) {
        if (parent.isSubaccount()) {
            throw new TwilioException(ErrorCode.SUBACCOUNT_OF_SUBACCOUNT, "A subaccount cannot own subaccounts");
        }
        int maxSubaccounts = state.settings().maxSubaccounts();
        long open = subaccounts(parent).stream()
                .filter(account -> account.status() != AccountStatus.CLOSED)
                .count();
        if (open >= maxSubaccounts) {
            throw new TwilioException(
                    ErrorCode.TOO_MANY_SUBACCOUNTS,
                    "Account " + parent.sid() + " has the most subaccounts it may have: " + maxSubaccounts);
        }
        var now = state.now();
        var name = friendlyName == null ? "SubAccount Created at " + MINUTES.format(now) : friendlyName;
        var account = new Account(
                state.sids().next("AC"),
                parent.sid(),
                name,
                state.sids().secret("token"),
                null,
                AccountStatus.ACTIVE,
                now,
                now);
        accounts.put(account.sid(), account);
        return account;
    }

    /** The account with this SID. */
    public Optional<Account> find(String sid) {
        return accounts.get(sid);
    }

    /** The account itself and its subaccounts, newest first. */
    public List<Account> visibleTo(Account account) {
        return accounts.rows().reversed().stream()
                .filter(other -> other.ownerAccountSid().equals(account.sid())
                        || other.sid().equals(account.sid()))
                .toList();
    }

    /** Every account, oldest first. */
    public List<Account> all() {
        return accounts.rows();
    }

    /** Gives an account another name. */
    public Account rename(Account account, String friendlyName) {
        return put(account.withFriendlyName(friendlyName, state.now()));
    }

    /** Gives an account a secondary auth token, in place of the one that it may have. */
    Account createSecondaryToken(Account account) {
        var secondary = new SecondaryAuthToken(state.sids().secret("token"), state.now());
        return put(account.withTokens(account.authToken(), secondary, state.now()));
    }

    /** Takes an account's secondary auth token away. */
    void deleteSecondaryToken(Account account) {
        put(account.withTokens(account.authToken(), null, state.now()));
    }

    /** Makes an account's secondary auth token its primary one; the earlier primary one is refused from now on. */
    Account promoteSecondaryToken(Account account) {
        return put(account.withTokens(account.secondary().value(), null, state.now()));
    }

    /** Suspends a subaccount, makes it active again, or closes it, which releases its numbers and cannot be undone. */
    public Account changeStatus(Account account, AccountStatus status) {
        if (!account.isSubaccount()) {
            throw new TwilioException(
                    ErrorCode.PARENT_ACCOUNT_STATUS, "The status of a parent account cannot be changed");
        }
        if (account.status() == status) {
            return account;
        }
        if (account.status() == AccountStatus.CLOSED) {
            throw new TwilioException(
                    ErrorCode.ACCOUNT_CLOSED,
                    "Unable to update Status for subaccount, subaccount is closed and can not be re-opened.");
        }
        if (status == AccountStatus.CLOSED) {
            closeListeners.forEach(listener -> listener.accept(account));
        }
        return put(account.withStatus(status, state.now()));
    }

    /** Whether the account and its parent are active. */
    public boolean isActive(Account account) {
        return account.status() == AccountStatus.ACTIVE
                && (!account.isSubaccount()
                        || accounts.get(account.ownerAccountSid()).orElseThrow().status() == AccountStatus.ACTIVE);
    }

    private List<Account> subaccounts(Account parent) {
        return accounts.rows().stream()
                .filter(account ->
                        account.isSubaccount() && account.ownerAccountSid().equals(parent.sid()))
                .toList();
    }

    private Account put(Account account) {
        accounts.put(account.sid(), account);
        return account;
    }
}
