package dev.tenantry.core.storage;

/**
 * So many others write the same item that this write found no turn. Nothing was written, and trying again later is
 * right.
 */
public final class ContentionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was tried */
    public ContentionException(String message) {
        super(message);
    }
}
