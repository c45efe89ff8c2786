/** The rollback of steps, by the organisation's ledger and without the plan that its resources were made for. */
package dev.tenantry.steps.rollback;
