/** Twilio accounts: subaccounts, the credentials that calls are made with, and API keys. */
package dev.tenantry.twilio.account;
