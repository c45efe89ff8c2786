/** The reading of a rollback's choices, and the preview of what a rollback would do. */
package dev.tenantry.api.rollback;
