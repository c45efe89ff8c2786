/**
 * The only room of the product that knows Twilio's library: what the product asks of Twilio, in the product's own
 * types.
 *
 * <p>Start at {@link dev.tenantry.twilio.Twilio}. Every call is sent exactly once, since Twilio's create calls have no
 * idempotency key; whatever Twilio or the network does wrong comes out as one of the five classes in
 * {@link dev.tenantry.twilio.failure}. Nothing here is static or shared between two {@code Twilio} objects.
 */
package dev.tenantry.twilio;
