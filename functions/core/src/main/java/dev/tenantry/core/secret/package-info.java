/** The secrets: the organisations' tenants', encrypted in the table, and the operator's, in Secrets Manager. */
package dev.tenantry.core.secret;
