/** The reading of plans that callers send, and the storage of the business data in them. */
package dev.tenantry.api.plan;
