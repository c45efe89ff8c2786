package dev.tenantry.local.websocketapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteSelectionExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$request.body.action | {\"action\":\"join\"} | join",
                "${request.body.action} | {\"action\":\"join\"} | join",
                "$request.body.message.type | {\"message\":{\"type\":\"join\"}} | join",
                "$request.body.code | {\"code\":7} | 7",
            })
    void readsTheRouteKeyFromTheBody(String expression, String message, String routeKey) {
        assertThat(new RouteSelectionExpression(expression).select(message)).contains(routeKey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{", "", "{\"other\":\"join\"}", "{\"action\":{\"a\":1}}", "[\"action\"]"})
    void selectsNothingFromOtherMessages(String message) {
        assertThat(new RouteSelectionExpression("$request.body.action").select(message))
                .isEmpty();
    }

    @Test
    void refusesOtherExpressions() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RouteSelectionExpression("$request.header.action"));
    }
}
