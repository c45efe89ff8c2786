package dev.tenantry.api.pages;

/** What became of fetching a page. */
public sealed interface Page {

    /**
     * A page that was read.
     *
     * @param html its text with its marks
     * @param isWhole whether that is all of it
     */
    record Read(String html, boolean isWhole) implements Page {}

    /**
     * An answer that is no page.
     *
     * @param status the status
     */
    record Answered(int status) implements Page {}

    /** An address that is not fetched: not https, or not one of the public internet. */
    record Refused() implements Page {}

    /** A server that cannot be reached, or does not answer in time. */
    record Unreachable() implements Page {}
}
