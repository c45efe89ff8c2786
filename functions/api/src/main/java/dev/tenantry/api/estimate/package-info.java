/** Estimates: what a plan would create for an organisation, and what Twilio would charge for it. */
package dev.tenantry.api.estimate;
