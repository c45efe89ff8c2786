package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The intermediate values of a tested state, as far as the test has come. */
public final class StateTestData {
    JsonNode afterArguments;
    JsonNode result;
    JsonNode afterItemSelector;
    JsonNode afterItemBatcher;
    MapStates.Plan plan;

    StateTestData() {}

    /** What the work of a Task or Parallel state gets. */
    public Optional<JsonNode> afterArguments() {
        return Optional.ofNullable(afterArguments);
    }

    /** The result of that work. */
    public Optional<JsonNode> result() {
        return Optional.ofNullable(result);
    }

    /** What the iterations of a Map state get, when it has an ItemSelector. */
    public Optional<JsonNode> afterItemSelector() {
        return Optional.ofNullable(afterItemSelector);
    }

    /** The batches of a Map state, when it has an ItemBatcher. */
    public Optional<JsonNode> afterItemBatcher() {
        return Optional.ofNullable(afterItemBatcher);
    }

    /** How many items a Map state has. */
    public OptionalLong itemCount() {
        return plan == null
                ? OptionalLong.empty()
                : OptionalLong.of(plan.items().size());
    }

    /** How many iterations of a Map state may run at once; 0 is no limit. */
    public OptionalLong maxConcurrency() {
        return plan == null ? OptionalLong.empty() : OptionalLong.of(plan.maxConcurrency());
    }

    /** How many failed items a Map state bears. */
    public OptionalLong toleratedFailureCount() {
        return plan == null ? OptionalLong.empty() : plan.limits().toleratedCount();
    }

    /** The same in per cent of the items. */
    public OptionalDouble toleratedFailurePercentage() {
        return plan == null
                ? OptionalDouble.empty()
                : plan.limits().toleratedPercentage().map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
