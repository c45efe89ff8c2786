package dev.tenantry.local.apigateway;

import dev.tenantry.local.web.LocalCallers;

/**
 * The IAM identity that every request to an {@link Authorization#AWS_IAM} route has here. There is no account to check
 * a signature against, so a request of the HTTP API with any, and a WebSocket handshake even without one, counts as
 * signed by this one principal, if it is one of the {@link LocalCallers}.
 *
 * @param accessKey an access key id
 * @param accountId the account it belongs to
 * @param userId the principal's unique id
 * @param userArn its ARN
 */
public record LocalPrincipal(String accessKey, String accountId, String userId, String userArn) {

    /** An IAM user of an account, with made-up ids in AWS's form. */
    public static LocalPrincipal user(String accountId, String name) {
        return new LocalPrincipal(
                "AKIALOCALLOCALLOCAL0",
                accountId,
                "AIDALOCALLOCALLOCAL00",
                "arn:aws:iam::" + accountId + ":user/" + name);
    }
}
