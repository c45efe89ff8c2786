/**
 * An organisation's tenant at Twilio: opened with its own credentials, what goes wrong in it told as a step's error,
 * and the reviews that others decide about it. The steps submit and wait; whoever hears a callback looks, as the steps
 * do.
 */
package dev.tenantry.tenant;
