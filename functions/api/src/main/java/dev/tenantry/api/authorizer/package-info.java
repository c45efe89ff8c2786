/** The authorizer of the API for tokens. */
package dev.tenantry.api.authorizer;
