/** What others tell us. So far: Step Functions, that an execution has closed, whose job must then end too. */
package dev.tenantry.webhooks;
