/**
 * Reads a SAM template's YAML and evaluates it: merges the Globals, and replaces parameters, conditions and intrinsic
 * functions by their values. Knows nothing of what a resource's properties mean.
 */
package dev.tenantry.local.template.evaluation;
