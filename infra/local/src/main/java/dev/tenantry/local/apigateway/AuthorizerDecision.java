package dev.tenantry.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;

/** What a Lambda authorizer says of a request or a handshake. */
public sealed interface AuthorizerDecision {

    /** It may pass; the functions get the context. */
    record Allowed(JsonNode context) implements AuthorizerDecision {}

    /** It may not: 403. */
    record Denied() implements AuthorizerDecision {}

    /** It lacks what the authorizer goes by, or the authorizer does not know who sent it: 401. */
    record Unidentified() implements AuthorizerDecision {}
}
