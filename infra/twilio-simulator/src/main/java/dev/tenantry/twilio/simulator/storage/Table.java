package dev.tenantry.twilio.simulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rows by key, in the order in which they were first put. Use it inside {@link Database#transact} only.
 *
 * @param <T> an immutable record that Jackson can write and read back
 */
public final class Table<T> {
    private final String name;
    private final Class<T> type;
    private final Database database;
    private final Map<String, Long> positions = new HashMap<>();
    private final SequencedMap<Long, T> rows = new TreeMap<>();
    private long nextPosition;

    Table(String name, Class<T> type, Database database) {
        this.name = name;
        this.type = type;
        this.database = database;
    }

    /** The row with this key. */
    public Optional<T> get(String key) {
        database.requireTransaction();
        return Optional.ofNullable(positions.get(key)).map(rows::get);
    }

    /** Adds a row or replaces the one with this key, which keeps its place. */
    public void put(String key, T row) {
        change(key, row);
    }

    /** Removes the row with this key, if there is one. */
    public void remove(String key) {
        if (get(key).isPresent()) {
            change(key, null);
        }
    }

    /** All rows, oldest first. */
    public List<T> rows() {
        database.requireTransaction();
        return List.copyOf(rows.values());
    }

    /** Goes back to the rows of now, in their order. */
    Checkpoint checkpoint() {
        var before = new LinkedHashMap<String, T>();
        positions.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> before.put(entry.getKey(), rows.get(entry.getValue())));
        return () -> {
            Set.copyOf(positions.keySet()).forEach(this::remove);
            before.forEach(this::put);
        };
    }

    private void change(String key, T row) {
        database.requireTransaction();
        var position = positions.get(key);
        var before = position == null ? null : rows.get(position);
        set(key, row);
        database.changed(name, key, row, () -> restore(key, position, before));
    }

    private void set(String key, T row) {
        if (row == null) {
            rows.remove(positions.remove(key));
        } else {
            rows.put(positions.computeIfAbsent(key, _ -> nextPosition++), row);
        }
    }

    private void restore(String key, Long position, T before) {
        if (position == null) {
            set(key, null);
        } else {
            positions.put(key, position);
            rows.put(position, before);
        }
    }

    void load(String key, JsonNode value) {
        set(key, value == null || value.isNull() ? null : database.mapper().convertValue(value, type));
    }

    List<Change> snapshot() {
        return positions.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(entry ->
                        new Change(name, entry.getKey(), database.mapper().valueToTree(rows.get(entry.getValue()))))
                .toList();
    }
}
