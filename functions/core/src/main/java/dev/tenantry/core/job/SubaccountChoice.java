package dev.tenantry.core.job;

/**
 * A person's decision about an active subaccount at Twilio that has the organisation's name and that the ledger does
 * not know.
 */
public sealed interface SubaccountChoice {
    /**
     * The organisation's tenant is that subaccount.
     *
     * @param sid {@code AC…}
     */
    record Adopt(String sid) implements SubaccountChoice {}

    /** The organisation gets a subaccount of its own beside it. */
    record Create() implements SubaccountChoice {}
}
