package dev.tenantry.local.apigateway;

/** Who may call a route. */
public enum Authorization {
    /** Anyone. */
    NONE,
    /** Principals of the account; their identity is in the event's {@code requestContext.authorizer.iam}. */
    AWS_IAM
}
