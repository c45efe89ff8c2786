/** Twilio's callbacks: the check of their signature, and what those about reviews say. */
package dev.tenantry.twilio.callback;
