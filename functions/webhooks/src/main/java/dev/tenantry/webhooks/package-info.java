/**
 * What others tell us: Twilio, what happens in a tenant; and Step Functions, that an execution has closed, whose job
 * must then end too.
 */
package dev.tenantry.webhooks;
