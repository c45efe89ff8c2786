package dev.tenantry.local.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request does, in IAM's terms. One request may need several: a transaction needs one for each of its items.
 *
 * @param action for instance {@code dynamodb:GetItem}
 * @param resource an ARN; empty where the request does not say which one it is about
 * @param context the values of condition keys, for instance of {@code dynamodb:LeadingKeys}
 */
public record Access(String action, Optional<String> resource, Map<String, List<String>> context) {

    /** Copies the context. */
    public Access {
        context = Map.copyOf(context);
    }

    static Access of(String action, String resource) {
        return of(action, resource, Map.of());
    }

    static Access of(String action, String resource, Map<String, List<String>> context) {
        return new Access(action, Optional.of(resource), context);
    }

    /** The access of a request of which it is not known what it does. */
    static Access unknown(String request) {
        return new Access(request, Optional.empty(), Map.of());
    }
}
