/** The register of which properties of which resource types a local run honours, and which have no effect in it. */
package dev.tenantry.local.template.support;
