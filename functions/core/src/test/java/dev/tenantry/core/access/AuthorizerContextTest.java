package dev.tenantry.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorizerContextTest {

    @Test
    void readsWhatItWrites() {
        var bound = new Caller(
                "auth0|7",
                Set.of(Scope.READ, Scope.CREDENTIALS),
                Optional.of(Set.of(new OrgId("acme"), new OrgId("owl"))),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")));
        var unbound = new Caller("backend", Set.of(Scope.WRITE), Optional.empty(), Optional.empty());

        assertThat(AuthorizerContext.read(AuthorizerContext.write(bound))).isEqualTo(bound);
        assertThat(AuthorizerContext.read(AuthorizerContext.write(unbound))).isEqualTo(unbound);
    }

    /** API Gateway takes texts, numbers and truth values only. */
    @Test
    void hasTextsOnly() {
        var caller = new Caller("a", Set.of(Scope.READ), Optional.of(Set.of()), Optional.of(Instant.EPOCH));

        assertThat(AuthorizerContext.write(caller).values()).allMatch(String.class::isInstance);
    }

    @Test
    void allowsNothingWhereSomethingIsMissingOrUnknown() {
        assertThat(AuthorizerContext.read(Map.of()))
                .isEqualTo(new Caller("", Set.of(), Optional.of(Set.of()), Optional.empty()));
        assertThat(AuthorizerContext.read(Map.of("scopes", "provisioning:all read *", "organisations", "../x ** *")))
                .isEqualTo(new Caller("", Set.of(), Optional.of(Set.of()), Optional.empty()));
    }
}
