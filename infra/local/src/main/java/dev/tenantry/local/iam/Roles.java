package dev.tenantry.local.iam;

import dev.tenantry.local.aws.AwsAccount;
import dev.tenantry.local.template.FunctionResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The roles of the template's functions, by the access keys that the functions sign their requests with. */
public final class Roles {
    private final Map<String, Role> byAccessKey;

    /**
     * Makes the roles.
     *
     * @param functions each with its policies
     * @param accessKey the access key of a function
     */
    public Roles(AwsAccount account, List<FunctionResource> functions, Function<FunctionResource, String> accessKey) {
        byAccessKey = functions.stream()
                .collect(Collectors.toMap(
                        accessKey,
                        function -> new Role(function.logicalId(), arn(account, function), function.policies())));
    }

    /** The ARN of the session that a function has of its role, whose name is made of the function's. */
    private static String arn(AwsAccount account, FunctionResource function) {
        return "arn:aws:sts::" + account.accountId() + ":assumed-role/" + function.name() + "Role/" + function.name();
    }

    /** The role of the function that signs with an access key; empty when none does. */
    Optional<Role> ofAccessKey(String key) {
        return Optional.ofNullable(byAccessKey.get(key));
    }
}
