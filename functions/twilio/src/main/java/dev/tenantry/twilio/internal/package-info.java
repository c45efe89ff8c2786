/**
 * Transport of all calls: HTTP, retries, the classification of failures, and the operations that all kinds of resource
 * have in common. Only for the packages of this module: a product's class is made from
 * {@link dev.tenantry.twilio.internal.TwilioCalls}, which act as one account.
 */
package dev.tenantry.twilio.internal;
