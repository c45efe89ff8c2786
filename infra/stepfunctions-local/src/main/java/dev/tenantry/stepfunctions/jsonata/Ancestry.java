package dev.tenantry.stepfunctions.jsonata;

import dev.tenantry.stepfunctions.jsonata.Node.Kind;
import dev.tenantry.stepfunctions.jsonata.Node.Slot;
import java.util.ArrayList;
import java.util.List;

/** Finds, for each parent operator {@code %}, the step of the path whose input it refers to. */
final class Ancestry {
    /** Hands the open parent operators of a part to the node around it. */
    static void inherit(Node result, Node part) {
        if (part.seekingParent != null || part.is(Kind.PARENT)) {
            result.seek(slots(part));
        }
    }

    private static List<Slot> slots(Node node) {
        List<Slot> slots = node.seekingParent == null ? new ArrayList<>() : new ArrayList<>(node.seekingParent);
        if (node.is(Kind.PARENT)) {
            slots.add(node.slot);
        }
        return slots;
    }

    /** Resolves the open parent operators of a path's last step against the steps before it. */
    void resolve(Node path) {
        for (Slot each : slots(path.lastChild())) {
            Slot slot = each;
            int index = path.children.size() - 2;
            while (slot.level > 0) {
                if (index < 0) {
                    path.seek(List.of(slot));
                    break;
                }
                Node step = path.children.get(index--);
                while (index >= 0 && step.focus != null && path.children.get(index).focus != null) {
                    step = path.children.get(index--);
                }
                slot = seek(step, slot);
            }
        }
    }

    /** Looks for the parent in a step; the slot's level is 0 when it was found. */
    Slot seek(Node node, Slot slot) {
        switch (node.type) {
            case NAME, WILDCARD -> {
                slot.level--;
                if (slot.level == 0) {
                    if (node.ancestor != null) {
                        slot.label = node.ancestor.label;
                    }
                    node.ancestor = slot;
                    node.tuple = true;
                }
            }
            case PARENT -> slot.level++;
            case BLOCK -> {
                if (!node.children.isEmpty()) {
                    node.tuple = true;
                    return seek(node.lastChild(), slot);
                }
            }
            case PATH -> {
                node.tuple = true;
                int index = node.children.size() - 1;
                Slot found = seek(node.children.get(index--), slot);
                while (found.level > 0 && index >= 0) {
                    found = seek(node.children.get(index--), found);
                }
                return found;
            }
            default -> throw JsonataException.of("S0217").token(node.type.name());
        }
        return slot;
    }
}
