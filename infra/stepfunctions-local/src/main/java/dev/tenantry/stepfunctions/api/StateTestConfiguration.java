package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.State;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Configuration of a tested state. Source: API reference, TestStateConfiguration; Developer Guide, "Testing state
 * machines with TestState API".
 *
 * @param retryCount how often the retrier that applies has retried already
 * @param failedIterations how many iterations of a Map state failed
 */
record StateTestConfiguration(int retryCount, OptionalLong failedIterations) {
    private static final String NAME = "stateConfiguration.";

    static StateTestConfiguration read(Request request, TestedState tested, Optional<StateMock> mock) {
        JsonNode given = request.node("stateConfiguration");
        if (given.has("mapItemReaderData")) {
            throw ApiException.validation(
                    "mapItemReaderData is for an ItemReader, which is not supported by this engine");
        }
        Request.sensitive(given, "errorCausedByState", NAME + "errorCausedByState", 80)
                .ifPresent(name -> checkCause(name, tested, mock));
        OptionalInt failed = count(given, "mapIterationFailureCount");
        if (failed.isPresent()
                && !(tested.state() instanceof State.ForEach map
                        && map.processor().distributed())) {
            throw ApiException.validation("mapIterationFailureCount can only be specified for a distributed Map state");
        }
        return new StateTestConfiguration(
                count(given, "retrierRetryCount").orElse(0),
                failed.isPresent() ? OptionalLong.of(failed.getAsInt()) : OptionalLong.empty());
    }

    private static void checkCause(String name, TestedState tested, Optional<StateMock> mock) {
        if (!(mock.orElse(null) instanceof StateMock.Failure)
                || tested.state() instanceof State.Task
                || !tested.contains(name)) {
            throw ApiException.validation(
                    "errorCausedByState can only be specified with a mocked error, and must be the"
                            + " name of a state inside of the Map or Parallel state");
        }
    }

    private static OptionalInt count(JsonNode given, String name) {
        JsonNode value = given.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalInt.empty();
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
            throw Request.constraint(NAME + name, value.asText(), "Member must have value greater than or equal to 0");
        }
        return OptionalInt.of(value.intValue());
    }

    /** Checks the number of failed iterations against the items that the state turned out to have. */
    void checkIterations(OptionalLong items) {
        if (failedIterations.isPresent() && items.isPresent() && failedIterations.getAsLong() > items.getAsLong()) {
            throw ApiException.validation("mapIterationFailureCount cannot exceed the number of items");
        }
    }
}
