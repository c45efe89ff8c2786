package dev.tenantry.api.authorizer;

import dev.tenantry.core.access.Caller;

/** The result of looking at a token. */
public sealed interface Verification {

    /** It is genuine, in time, and for this API. */
    record Accepted(Caller caller) implements Verification {}

    /**
     * It is not.
     *
     * @param reason a sentence for its bearer, without anything of the token
     */
    record Refused(String reason) implements Verification {}
}
