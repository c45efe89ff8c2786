package dev.tenantry.core.access;

import java.util.Arrays;
import java.util.Optional;

/** A kind of operation that a token allows or not (RFC 6749, section 3.3). None includes another. */
public enum Scope {
    /** To read jobs, events, notices, estimates and the live feed. */
    READ("provisioning:read"),
    /** To start, retry and cancel jobs. */
    WRITE("provisioning:write"),
    /** To roll tenants back, and to exchange their callback addresses. */
    ADMIN("provisioning:admin"),
    /** To read a tenant's API key with its secret. */
    CREDENTIALS("provisioning:credentials");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** The scope of a word. */
    public static Optional<Scope> ofWord(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    /** What tokens call it. */
    public String word() {
        return word;
    }
}
