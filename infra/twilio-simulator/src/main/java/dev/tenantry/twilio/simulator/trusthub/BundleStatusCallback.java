package dev.tenantry.twilio.simulator.trusthub;

import dev.tenantry.twilio.simulator.callbacks.Callback;

/**
 * The status of a customer profile or trust product, for its StatusCallback.
 *
 * @param sid the bundle
 */
record BundleStatusCallback(String sid) implements Callback {}
