package dev.tenantry.local.template.evaluation;

import java.util.Map;

/**
 * The stack that a template is evaluated for: what CloudFormation knows besides the template.
 *
 * @param name the stack's name
 * @param region the region in ARNs and in {@code AWS::Region}
 * @param accountId the account in ARNs and in {@code AWS::AccountId}
 * @param parameters the values of template parameters that replace their defaults
 * @param addresses where the local services answer
 */
public record Stack(String name, String region, String accountId, Map<String, String> parameters, Addresses addresses) {

    /** The region of every local run. */
    public static final String LOCAL_REGION = "us-east-1";

    /** The account of every local run, AWS's own example. */
    public static final String LOCAL_ACCOUNT = "123456789012";

    /** Copies the parameters. */
    public Stack {
        parameters = Map.copyOf(parameters);
    }

    /**
     * A stack in the region and the account of a local run.
     *
     * @param name the stack's name
     * @param parameters the values of template parameters that replace their defaults
     * @param addresses where the local services answer
     * @return the stack
     */
    public static Stack local(String name, Map<String, String> parameters, Addresses addresses) {
        return new Stack(name, LOCAL_REGION, LOCAL_ACCOUNT, parameters, addresses);
    }

    String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, accountId, resource);
    }
}
