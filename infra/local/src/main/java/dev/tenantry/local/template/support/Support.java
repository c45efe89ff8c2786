package dev.tenantry.local.template.support;

/** The effect that a property has in a local run. */
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
