package dev.tenantry.twilio.simulator.callbacks;

/**
 * Result of sending a callback or an event.
 *
 * @param url where it went, without credentials
 * @param status the HTTP status of the answer; null when there was none
 * @param error why there was none; null when there was one
 */
public record Delivery(String url, Integer status, String error) {
    /** Whether it was answered well. */
    boolean taken() {
        return status != null && status / 100 == 2;
    }
}
