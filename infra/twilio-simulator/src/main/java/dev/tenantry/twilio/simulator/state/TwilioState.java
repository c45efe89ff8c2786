package dev.tenantry.twilio.simulator.state;

import dev.tenantry.twilio.simulator.storage.Database;
import dev.tenantry.twilio.simulator.storage.Table;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The state that all products share: tables, transactions, SIDs and the clock. Each product opens its tables; then the
 * state is loaded. Whatever uses a table does so inside {@link #transact}.
 */
public final class TwilioState {
    private final Database database;
    private final SimulatorSettings settings;
    private final Clock clock;
    private final Sids sids;
    private final List<ResourceTable<?>> resources = new ArrayList<>();

    /**
     * A state without tables.
     *
     * @param settings the parent account and the limits
     * @param database a database without tables
     * @param clock for the dates of resources
     */
    public TwilioState(SimulatorSettings settings, Database database, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.sids = new Sids(settings.seed(), database);
    }

    /** Opens the table of a type of resources that {@link #resources()} lists. */
    public <T extends Resource> ResourceTable<T> resources(String name, Class<T> type) {
        var opened = internalResources(name, type);
        resources.add(opened);
        return opened;
    }

    /** Opens the table of a type of resources that {@link #resources()} does not list. */
    public <T extends Resource> ResourceTable<T> internalResources(String name, Class<T> type) {
        return new ResourceTable<>(name, table(name, type));
    }

    /** Opens a table of anything. */
    public <T> Table<T> table(String name, Class<T> type) {
        return database.table(name, type);
    }

    /**
     * Fills the tables, all of which have to be open.
     *
     * @throws IOException when the database cannot be read
     */
    public void load() throws IOException {
        database.load();
    }

    /** Runs this work alone and wholly; when it throws, nothing has changed. */
    public <R> R transact(Supplier<R> work) {
        return database.transact(work);
    }

    /** The date of something made now: to the second, as Twilio shows it. */
    public Instant now() {
        return instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** This very moment, for what may take less than a second; no date of a resource. */
    public Instant instant() {
        return clock.instant();
    }

    /** The settings that the simulator was started with. */
    public SimulatorSettings settings() {
        return settings;
    }

    /** The source of SIDs and secrets. */
    public Sids sids() {
        return sids;
    }

    /** All types of resources but accounts and phone numbers. */
    public List<ResourceTable<?>> resources() {
        return List.copyOf(resources);
    }
}
