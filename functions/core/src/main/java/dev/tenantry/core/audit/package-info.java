/**
 * The audit: who asked for which change over HTTP, when, and what became of it. Records are stored in the table, those
 * about an organisation under {@code ORG#<orgId>} / {@code AUDIT#aud_…}, the others under {@code AUDIT} /
 * {@code AUDIT#aud_…}, and are deleted when their retention is over. See
 * {@code docs/adr/0036-audit-caps-and-limits.md}.
 */
package dev.tenantry.core.audit;
