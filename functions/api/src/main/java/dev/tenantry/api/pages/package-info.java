/**
 * The pages that a plan names, as a stranger sees them: fetched from public addresses only, and read for what reviewers
 * want them to say.
 */
package dev.tenantry.api.pages;
