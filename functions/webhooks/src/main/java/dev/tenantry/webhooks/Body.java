package dev.tenantry.webhooks;

/** The body of a callback. */
sealed interface Body permits Form, Body.Other {

    /** As it came. */
    String text();

    /** No form: JSON, if it is an event's. The address says its hash. */
    record Other(String text) implements Body {}
}
