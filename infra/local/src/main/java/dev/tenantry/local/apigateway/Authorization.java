package dev.tenantry.local.apigateway;

/** The authorization that a route requires. */
public enum Authorization {
    /** Anyone. */
    NONE,
    /** Principals of the account; their identity is in the event's {@code requestContext.authorizer.iam}. */
    AWS_IAM,
    /** Those whom a Lambda authorizer accepts; what it says of them is in {@code requestContext.authorizer.lambda}. */
    LAMBDA
}
