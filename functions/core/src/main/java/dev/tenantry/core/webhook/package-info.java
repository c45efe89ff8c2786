/** Where Twilio calls back. */
package dev.tenantry.core.webhook;
