package dev.tenantry.twilio.simulator.state;

import dev.tenantry.twilio.simulator.storage.Table;
import java.util.List;
import java.util.Optional;

/**
 * Table of all resources of one type. Use it inside a transaction.
 *
 * @param <T> the resource's record
 */
public final class ResourceTable<T extends Resource> {
    private final String name;
    private final Table<T> table;

    ResourceTable(String name, Table<T> table) {
        this.name = name;
        this.table = table;
    }

    /** The type's name, such as messaging_services. */
    public String name() {
        return name;
    }

    /** Those of an account, newest first. */
    public List<T> ownedBy(String accountSid) {
        return table.rows().reversed().stream()
                .filter(resource -> resource.accountSid().equals(accountSid))
                .toList();
    }

    /** The one with this SID, if the account owns it. */
    public Optional<T> find(String accountSid, String sid) {
        return find(sid).filter(resource -> resource.accountSid().equals(accountSid));
    }

    /** The resource with this SID, of any account. */
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
