/**
 * The type of resource definitions, and what is common to all kinds: reconciling a resource with the plan, and
 * submitting it for review.
 */
package dev.tenantry.steps.resource;
