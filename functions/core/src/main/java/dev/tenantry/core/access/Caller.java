package dev.tenantry.core.access;

import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls, and what the caller may do.
 *
 * @param name who it is, as events and notices show it: the ARN of an IAM identity, or the subject of a token
 * @param scopes what it may do
 * @param organisations the only organisations that it may act for; empty: for all of them
 * @param expiresAt when its token expires; empty if it has none that does
 */
public record Caller(String name, Set<Scope> scopes, Optional<Set<OrgId>> organisations, Optional<Instant> expiresAt) {

    /** Somebody who may do nothing: the request came past every authorizer. */
    public static final Caller NOBODY = new Caller("unknown", Set.of(), Optional.of(Set.of()), Optional.empty());

    public Caller {
        scopes = Set.copyOf(scopes);
        organisations = organisations.map(Set::copyOf);
    }

    /** An IAM identity, whose policies say which operations it may call: API Gateway has held it against them. */
    public static Caller ofIam(String arn) {
        return new Caller(arn, EnumSet.allOf(Scope.class), Optional.empty(), Optional.empty());
    }

    /** Whether it may do this kind of operation. */
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** Whether it may act for an organisation. */
    public boolean mayActFor(OrgId orgId) {
        return organisations.isEmpty() || organisations.get().contains(orgId);
    }

    /** Whether it may act for all organisations, also those that there will be. */
    public boolean mayActForAll() {
        return organisations.isEmpty();
    }

    /** Whether its token has expired. */
    public boolean isExpired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }
}
