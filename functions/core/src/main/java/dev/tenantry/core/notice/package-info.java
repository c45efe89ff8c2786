/**
 * Notices: what an organisation should be informed of that is not a change of a job, such as a spend alarm, or that the
 * credentials were given to a caller. They are stored in the table under {@code ORG#<orgId>} / {@code NOTICE#ntc_…}.
 */
package dev.tenantry.core.notice;
