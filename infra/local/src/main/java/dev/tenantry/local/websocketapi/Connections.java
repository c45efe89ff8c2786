package dev.tenantry.local.websocketapi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that may be posted to, by id. */
final class Connections {

    private final Map<String, Connection> byId = new ConcurrentHashMap<>();

    void add(Connection connection) {
        byId.put(connection.id(), connection);
    }

    /** Forgets a connection; false if it was forgotten before. */
    boolean remove(Connection connection) {
        return byId.remove(connection.id(), connection);
    }

    Optional<Connection> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Connection> all() {
        return List.copyOf(byId.values());
    }
}
