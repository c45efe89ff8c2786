/** Twilio's callbacks: the addresses that receive them, and the inbox that stores them. */
package dev.tenantry.core.webhook;
