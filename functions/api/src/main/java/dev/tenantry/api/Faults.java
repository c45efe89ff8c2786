package dev.tenantry.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.api.Problem.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a body, each fault at its place, so that a caller can mend all of it at once. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();

    /**
     * Adds a fault.
     *
     * @param at the place, as a JSON Pointer (RFC 6901)
     * @param detail what is wrong there, in a sentence
     */
    void add(String at, String detail) {
        found.add(new Fault(at, detail));
    }

    /** Adds a fault for each member that is not known: a field that is silently ignored is a wish that is not met. */
    void addUnknownMembers(JsonNode object, String at, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                add(at + "/" + name.replace("~", "~0").replace("/", "~1"), "There is no such field.");
            }
        });
    }

    /** What was found, in the order in which it was read. */
    List<Fault> all() {
        return List.copyOf(found);
    }
}
