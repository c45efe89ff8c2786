package dev.tenantry.twilio.simulator.domain;

import dev.tenantry.twilio.simulator.storage.Database;
import dev.tenantry.twilio.simulator.storage.Table;
import java.util.List;
import java.util.Optional;

/**
 * All resources of one type. Use it inside a transaction.
 *
 * @param <T> the resource's record
 */
public final class Resources<T extends Resource> {
    private final String name;
    private final Table<T> table;

    Resources(Database database, String name, Class<T> type) {
        this.name = name;
        this.table = database.table(name, type);
    }

    /** The type's name, such as messaging_services. */
    public String name() {
        return name;
    }

    /** Those of an account, newest first. */
    public List<T> ownedBy(Account account) {
        return table.rows().reversed().stream()
                .filter(resource -> resource.accountSid().equals(account.sid()))
                .toList();
    }

    /** The one with this SID, if the account owns it. */
    public Optional<T> find(Account account, String sid) {
        return find(sid).filter(resource -> resource.accountSid().equals(account.sid()));
    }

    /** The one with this SID, whoever owns it. */
    public Optional<T> find(String sid) {
        return table.get(sid);
    }

    /** Everybody's, oldest first. */
    public List<T> all() {
        return table.rows();
    }

    /** Adds it, or replaces the one with its SID. */
    public T save(T resource) {
        table.put(resource.sid(), resource);
        return resource;
    }

    /** Removes it. */
    public void remove(T resource) {
        table.remove(resource.sid());
    }
}
