/**
 * The resource definitions: one class for each kind of resource, with everything that is done about the kind at Twilio.
 * {@link dev.tenantry.steps.definition.ResourceDefinitions} has them all.
 */
package dev.tenantry.steps.definition;
