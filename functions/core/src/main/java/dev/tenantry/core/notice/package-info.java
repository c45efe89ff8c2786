/**
 * Notices: what an organisation's people should know that is no change of a job, such as a spend alarm, or that
 * somebody was handed the credentials. They lie in the table under {@code ORG#<orgId>} / {@code NOTICE#ntc_…}.
 */
package dev.tenantry.core.notice;
