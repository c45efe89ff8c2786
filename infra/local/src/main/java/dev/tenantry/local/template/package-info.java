/**
 * The resources of a SAM template, typed, as the local services need them.
 *
 * <p>{@link dev.tenantry.local.template.support.PropertySupport} says of every property whether it is honoured; the
 * rest of the module may rely on it that a property which is neither honoured nor listed as without effect never gets
 * this far.
 */
package dev.tenantry.local.template;
