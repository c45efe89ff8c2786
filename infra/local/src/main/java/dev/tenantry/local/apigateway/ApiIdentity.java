package dev.tenantry.local.apigateway;

/**
 * The identity of an API Gateway API, as its events state it.
 *
 * @param accountId the AWS account id of 12 digits
 * @param region for instance {@code us-east-1}
 * @param apiId the API's id, on AWS 10 lower-case letters and digits
 * @param domainName the host that clients call, without a port
 */
public record ApiIdentity(String accountId, String region, String apiId, String domainName) {

    /** An API at AWS's default domain name, {@code {apiId}.execute-api.{region}.amazonaws.com}. */
    public static ApiIdentity of(String accountId, String region, String apiId) {
        return new ApiIdentity(accountId, region, apiId, apiId + ".execute-api." + region + ".amazonaws.com");
    }

    /** The first label of the domain name. */
    public String domainPrefix() {
        var dot = domainName.indexOf('.');
        return dot < 0 ? domainName : domainName.substring(0, dot);
    }
}
