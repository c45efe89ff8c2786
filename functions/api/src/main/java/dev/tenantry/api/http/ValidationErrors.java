package dev.tenantry.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.problem.Problem.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a body, each fault at its place, so that a caller can correct all of it at once. */
public final class ValidationErrors {
    private final List<Fault> found = new ArrayList<>();

    /**
     * Adds a fault.
     *
     * @param at the place, as a JSON Pointer (RFC 6901)
     * @param detail what is wrong there, in a sentence
     */
    public void add(String at, String detail) {
        found.add(new Fault(at, detail));
    }

    /** Adds a fault for each member that is not known: a field that is silently ignored is a wish that is not met. */
    public void addUnknownMembers(JsonNode object, String at, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                add(at + "/" + name.replace("~", "~0").replace("/", "~1"), "There is no such field.");
            }
        });
    }

    /** The errors found, in the order in which it was read. */
    public List<Fault> all() {
        return List.copyOf(found);
    }
}
