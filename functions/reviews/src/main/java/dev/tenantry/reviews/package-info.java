/**
 * Checks of pending reviews: what Twilio, the carriers' registry and the carriers have decided about a registration,
 * and how the decision reaches the step that waits for it. Steps submit and wait; the checks are made after a callback,
 * by the poller and by the steps themselves.
 */
package dev.tenantry.reviews;
