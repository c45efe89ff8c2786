/**
 * Entry to Twilio: {@link dev.tenantry.twilio.Twilio} opens the operator's account and the tenants' accounts, which
 * lead to the packages of Twilio's products. Reads, updates and deletions are retried at once, up to three times; what
 * creates, buys or submits something is sent again only when Twilio has not processed it, since Twilio's create calls
 * have no idempotency key. Whatever Twilio or the network does wrong comes out as one of the five classes in
 * {@link dev.tenantry.core.failure}.
 */
package dev.tenantry.twilio;
