/** The encryption of the secrets of organisations' tenants. */
package dev.tenantry.core.secret;
