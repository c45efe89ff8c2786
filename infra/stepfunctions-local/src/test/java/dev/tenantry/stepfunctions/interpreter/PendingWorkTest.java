package dev.tenantry.stepfunctions.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.stepfunctions.asl.DefinitionReader;
import dev.tenantry.stepfunctions.history.HistoryEvent;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that a single signal causes, and that takes too long to be done in one go. */
class PendingWorkTest {
    private static final String LOOP = """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
              "A": {"Type": "Pass", "Next": "B"},
              "B": {"Type": "Choice", "Default": "C", "Choices": [{"Condition": "{% true %}", "Next": "A"}]},
              "C": {"Type": "Succeed"}}}""";
    private static final String EXPENSIVE_ITEMS = """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Map", "End": true, "Items": "{% [1..20] %}",
              "ItemProcessor": {"StartAt": "E", "States": {
                "E": {"Type": "Pass", "End": true, "Output": "{% $sum($map([1..100000], function($i){ $i / 3 })) %}"}}}}}}""";
    private static final long NOW = 1_000_000;

    private static Interpreter interpreter(String definition) throws Exception {
        return new Interpreter(
                DefinitionReader.read(definition),
                new ExecutionInfo(
                        "arn:aws:states:us-east-1:123456789012:execution:m:n",
                        "n",
                        "arn:aws:states:us-east-1:123456789012:stateMachine:m",
                        "m",
                        "arn:aws:iam::123456789012:role/r",
                        Json.trusted("{}"),
                        NOW,
                        1));
    }

    private static Signal continued(Transition transition) {
        return transition.commands().stream()
                .filter(Command.SetTimer.class::isInstance)
                .map(Command.SetTimer.class::cast)
                .map(timer -> new Signal.TimerFired(timer.atMillis(), timer.timerId()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOOP, EXPENSIVE_ITEMS})
    void letsAStopRequestInBetween(String definition) throws Exception {
        Interpreter interpreter = interpreter(definition);
        Transition started = interpreter.apply(new Signal.Started(NOW));
        assertThat(interpreter.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(continued(started).timeMillis()).isEqualTo(NOW);

        interpreter.apply(new Signal.StopRequested(NOW, Optional.empty(), Optional.empty()));
        assertThat(interpreter.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(interpreter.apply(continued(started)).events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOOP, EXPENSIVE_ITEMS})
    void isDoneToItsEndAndTheSameWayAgain(String definition) throws Exception {
        Interpreter first = interpreter(definition);
        List<Signal> signals = new ArrayList<>(List.of(new Signal.Started(NOW)));
        List<HistoryEvent> history = new ArrayList<>();
        for (int i = 0; i < signals.size(); i++) {
            Transition transition = first.apply(signals.get(i));
            history.addAll(transition.events());
            if (first.status() == ExecutionStatus.RUNNING) {
                assertThat(first.outstanding()).hasSize(1);
                signals.add(continued(transition));
            }
        }
        assertThat(signals).hasSizeGreaterThan(5);
        if (definition.equals(LOOP)) {
            assertThat(history).hasSize(25_000);
        } else {
            assertThat(first.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        }

        Interpreter second = interpreter(definition);
        assertThat(signals.stream()
                        .flatMap(each -> second.apply(each).events().stream())
                        .toList())
                .isEqualTo(history);
    }
}
