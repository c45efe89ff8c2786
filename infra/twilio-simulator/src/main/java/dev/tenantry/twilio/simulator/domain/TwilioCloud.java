package dev.tenantry.twilio.simulator.domain;

import dev.tenantry.twilio.simulator.storage.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/** Everything that this Twilio has. Whatever uses it does so inside {@link #transact}. */
public final class TwilioCloud {
    private final Database database;
    private final Time time;
    private final Accounts accounts;
    private final Inventory inventory;
    private final IncomingPhoneNumbers incomingPhoneNumbers;

    /**
     * A Twilio with what the database holds.
     *
     * @param settings who the parent account is, and the limits
     * @param database a database without tables
     * @param clock for the dates of resources
     * @throws IOException when the database cannot be read
     */
    public TwilioCloud(CloudSettings settings, Database database, Clock clock) throws IOException {
        this.database = database;
        this.time = new Time(clock);
        var sids = new Sids(settings.seed(), database);
        this.accounts = new Accounts(database, sids, time, settings.maxSubaccounts());
        this.inventory = new Inventory(settings.seed(), database);
        this.incomingPhoneNumbers = new IncomingPhoneNumbers(database, inventory, sids, time);
        accounts.onClose(incomingPhoneNumbers::releaseAll);
        database.load();
        database.transact(() -> {
            accounts.open(settings.accountSid(), settings.authToken());
            return null;
        });
    }

    /** Runs this work alone and wholly; when it throws, nothing has changed. */
    public <R> R transact(Supplier<R> work) {
        return database.transact(work);
    }

    /** The date that something made now gets. */
    public Instant now() {
        return time.now();
    }

    /** Accounts and subaccounts. */
    public Accounts accounts() {
        return accounts;
    }

    /** Numbers for sale. */
    public Inventory inventory() {
        return inventory;
    }

    /** Numbers that accounts own. */
    public IncomingPhoneNumbers incomingPhoneNumbers() {
        return incomingPhoneNumbers;
    }
}
