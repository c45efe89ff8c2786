package dev.tenantry.core.secret;

/**
 * What a tenant's secret is. It is part of the encryption context, so a function may be allowed to use the key for the
 * kinds that it needs and for no other; see the policies of {@code template.yaml}.
 */
public enum SecretKind {
    AUTH_TOKEN("auth-token"),
    API_KEY("api-key"),
    BUSINESS("business");

    private final String word;

    SecretKind(String word) {
        this.word = word;
    }

    /** The kind in the encryption context, and in the policies. */
    String word() {
        return word;
    }
}
