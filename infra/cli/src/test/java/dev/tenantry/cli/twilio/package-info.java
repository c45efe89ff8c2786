/** Holds what the whole system says to Twilio, and hears, against Twilio's OpenAPI documents. */
package dev.tenantry.cli.twilio;
