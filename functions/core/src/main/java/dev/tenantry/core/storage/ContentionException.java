package dev.tenantry.core.storage;

/**
 * So many others use the table, or write the same item, that this call found no turn. Nothing was written, and trying
 * again later is right.
 */
public final class ContentionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was tried */
    public ContentionException(String message) {
        super(message);
    }
}
