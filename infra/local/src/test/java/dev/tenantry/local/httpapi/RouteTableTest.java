package dev.tenantry.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tenantry.local.apigateway.Authorization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    /** The example of the Developer Guide's "Routing API requests". */
    private final RouteTable guide =
            table("GET /pets/dog/1", "GET /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "$default");

    @ParameterizedTest
    @CsvSource({
        "GET, /pets/dog/1, GET /pets/dog/1",
        "GET, /pets/dog/2, GET /pets/dog/{id}",
        "GET, /pets/cat/1, GET /pets/{proxy+}",
        "POST, /test/5, ANY /{proxy+}",
    })
    void routesAsTheDeveloperGuideSays(String method, String path, String expected) {
        assertThat(key(guide, method, path)).isEqualTo(expected);
    }

    @Test
    void fallsBackToDefaultWhenNothingElseMatches() {
        assertThat(key(guide, "GET", "/")).isEqualTo("$default");
    }

    @Test
    void triesLessSpecificRoutesWhenTheMethodDiffers() {
        assertThat(key(table("GET /pets/{id}", "ANY /{proxy+}"), "POST", "/pets/1"))
                .isEqualTo("ANY /{proxy+}");
    }

    @Test
    void prefersAMethodToAnyOnTheSamePath() {
        assertThat(key(table("ANY /pets", "GET /pets"), "GET", "/pets")).isEqualTo("GET /pets");
    }

    @Test
    void prefersLiteralPartsFromTheLeft() {
        assertThat(key(table("GET /{a}/b", "GET /a/{b}"), "GET", "/a/b")).isEqualTo("GET /a/{b}");
    }

    @Test
    void decodesPathParameters() {
        var match =
                table("GET /pets/{name}/toys/{toys+}").find("GET", "/pets/Chester%20M%C3%BCller+1/toys/ball/red%20one");
        assertThat(match.orElseThrow().pathParameters())
                .isEqualTo(Map.of("name", "Chester Müller+1", "toys", "ball/red one"));
    }

    @ParameterizedTest
    @CsvSource({"GET, /pets/", "GET, /pet", "GET, /pets/1/2", "POST, /pets/1", "GET, /"})
    void matchesNothingElse(String method, String path) {
        assertThat(table("GET /pets", "GET /pets/{id}").find(method, path)).isEmpty();
    }

    @Test
    void refusesAGreedyVariableBeforeTheEnd() {
        assertThatIllegalArgumentException().isThrownBy(() -> table("GET /{proxy+}/pets"));
    }

    private static String key(RouteTable table, String method, String path) {
        return table.find(method, path).orElseThrow().route().key();
    }

    private static RouteTable table(String... keys) {
        return new RouteTable(List.of(keys).stream().map(RouteTableTest::route).toList());
    }

    private static HttpRoute route(String key) {
        var parts = key.split(" ", 2);
        return parts.length == 1
                ? HttpRoute.defaultRoute("f", Authorization.NONE)
                : new HttpRoute(parts[0], parts[1], "f", Authorization.NONE);
    }
}
