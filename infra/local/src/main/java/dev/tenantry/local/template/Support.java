package dev.tenantry.local.template;

/** What a local run does with a property. */
public sealed interface Support {

    /** The property works as on AWS. */
    record Honoured() implements Support {}

    /**
     * The property is accepted and changes nothing.
     *
     * @param reason why, in words for the printed list
     */
    record WithoutEffect(String reason) implements Support {}
}
