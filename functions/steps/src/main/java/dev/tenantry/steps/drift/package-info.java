/** The drift of a tenant: how each resource of the ledger compares with Twilio and the plan. Nothing is changed. */
package dev.tenantry.steps.drift;
