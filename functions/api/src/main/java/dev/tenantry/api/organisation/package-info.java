/** Organisations as the API shows them, and how they are searched for. */
package dev.tenantry.api.organisation;
