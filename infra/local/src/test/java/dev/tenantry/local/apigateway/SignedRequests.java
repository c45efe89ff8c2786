package dev.tenantry.local.apigateway;

/** Requests with a signature of the right form, which is all that the local system looks at. */
public final class SignedRequests {
    /** A header {@code Authorization} for API Gateway. */
    public static final String SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=any/20261201/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0";

    private SignedRequests() {}
}
