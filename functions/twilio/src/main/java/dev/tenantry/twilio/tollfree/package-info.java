/** Verification of toll-free numbers for messaging. */
package dev.tenantry.twilio.tollfree;
