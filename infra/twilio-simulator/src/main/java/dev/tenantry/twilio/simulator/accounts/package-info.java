/** Accounts, subaccounts, API keys and balances. */
package dev.tenantry.twilio.simulator.accounts;
