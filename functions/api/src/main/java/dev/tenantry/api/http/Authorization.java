package dev.tenantry.api.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditRecord.CallerKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the authorizer of a request's route found out about the caller.
 *
 * @param authorizer as API Gateway hands it over; empty when the request came past every authorizer
 * @param caller who sent the request
 */
record Authorization(Optional<Authorizer> authorizer, Caller caller) {

    /** The authorization of a request whose authorizer found this out. */
    static Authorization of(Optional<Authorizer> authorizer) {
        return new Authorization(
                authorizer, authorizer.map(Authorization::caller).orElse(Caller.NOBODY));
    }

    private static Caller caller(Authorizer authorizer) {
        if (isIam(authorizer)) {
            return Caller.ofIam(authorizer.getIam().getUserArn());
        }
        return authorizer.getLambda() == null ? Caller.NOBODY : AuthorizerContext.read(authorizer.getLambda());
    }

    /** How the caller showed who it is. */
    CallerKind kind() {
        if (authorizer.isEmpty()) {
            return CallerKind.NONE;
        }
        return isIam(authorizer.get()) ? CallerKind.IAM : CallerKind.TOKEN;
    }

    private static boolean isIam(Authorizer authorizer) {
        return authorizer.getIam() != null && authorizer.getIam().getUserArn() != null;
    }

    /** @throws ProblemException when the caller may not do this, whichever organisation it is about */
    void require(Scope scope, Instant now) {
        authorizer
                .flatMap(found -> Optional.ofNullable(found.getLambda()))
                .flatMap(AuthorizerContext::refusal)
                .ifPresent(reason -> {
                    throw invalidToken(reason);
                });
        if (caller.isExpired(now)) {
            // API Gateway remembers for minutes what it was told of a token.
            throw invalidToken("The token has expired.");
        }
        if (!caller.may(scope)) {
            throw new ProblemException(Problems.forbidden(
                    "The caller has not the scope " + scope.word() + ".",
                    "Send a token with the scope " + scope.word() + "."));
        }
    }

    /** As RFC 6750, section 3.1, says it: without an error where there is no token that could have one. */
    private static ProblemException invalidToken(String reason) {
        if (reason.equals(AuthorizerContext.NO_TOKEN)) {
            return new ProblemException(Problems.missingToken(), Map.of("WWW-Authenticate", "Bearer"));
        }
        return new ProblemException(
                Problems.invalidToken(reason),
                Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"" + reason + "\""));
    }
}
