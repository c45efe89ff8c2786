/**
 * Functions that react to events: Twilio's callbacks about a tenant, changes of the table, and executions that have
 * closed in Step Functions, whose jobs must then end too; and the reconciler.
 */
package dev.tenantry.webhooks;
