package dev.tenantry.api;

import dev.tenantry.core.Initialization;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InitializationTest {

    static Stream<Callable<Object>> handlers() {
        return Stream.of(TriggerHandler::new, EstimateHandler::new, GetDriftHandler::new);
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void aFunctionCallsNothingBeforeASnapshot(Callable<Object> handler) throws Exception {
        Initialization.requireNoCall(handler);
    }
}
