/**
 * Secrets and personal data: those of organisations, encrypted in the table, and the operator's Twilio credentials, in
 * Secrets Manager.
 */
package dev.tenantry.core.secret;
