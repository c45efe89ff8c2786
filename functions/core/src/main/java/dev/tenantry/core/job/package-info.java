/**
 * The domain: an organisation's plan, the job that brings the organisation to it, the job's steps, and the events that
 * tell its story.
 */
package dev.tenantry.core.job;
