package dev.tenantry.local.aws;

/**
 * The account and the region of the local resources.
 *
 * @param accountId the account id of 12 digits
 * @param region for instance {@code us-east-1}
 */
public record AwsAccount(String accountId, String region) {

    /** The account id that AWS's documentation uses in examples. */
    public static final String DEFAULT_ACCOUNT_ID = "123456789012";

    /** The ARN of a resource in this account and region. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + accountId + ":" + resource;
    }
}
