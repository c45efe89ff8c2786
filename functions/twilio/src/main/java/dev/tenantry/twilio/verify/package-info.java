/** Verify services, which check the phone numbers of a customer's users. */
package dev.tenantry.twilio.verify;
