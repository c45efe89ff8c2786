/**
 * Jobs, their steps and their events: which changes of status are legal, and what retry and rollback do to a job. A
 * change is computed here and stored elsewhere.
 */
package dev.tenantry.core.job;
