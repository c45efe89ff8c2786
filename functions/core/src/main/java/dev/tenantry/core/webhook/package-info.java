/** Twilio's callbacks: where they come in, and what they told. */
package dev.tenantry.core.webhook;
