/**
 * Send readiness: which of an organisation's numbers and names may send where, and why not. It is computed from what
 * the ledger, the jobs' steps and Twilio's events say; nobody asks Twilio for it.
 */
package dev.tenantry.core.readiness;
