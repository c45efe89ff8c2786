/** An OpenID provider for a local run. */
package dev.tenantry.local.issuer;
