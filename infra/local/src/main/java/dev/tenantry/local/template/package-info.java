/**
 * Reads a SAM template: YAML with CloudFormation's functions, parameters, conditions and SAM's Globals, resolved to
 * typed resources.
 *
 * <p>{@link dev.tenantry.local.template.PropertySupport} says of every property whether it is honoured; the rest of the
 * module may rely on it that a property which is neither honoured nor listed as without effect never gets this far.
 */
package dev.tenantry.local.template;
