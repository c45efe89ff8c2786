/** The events of an execution's history, as GetExecutionHistory shows them. Internal to the engine. */
package dev.tenantry.stepfunctions.history;
