/**
 * Caps on the numbers that jobs buy, and counters of requests. What a job may buy is reserved in the transaction that
 * stores it, in the item {@code ORG#<orgId>} / {@code PURCHASES#<day>}. See
 * {@code docs/adr/0036-audit-caps-and-limits.md}.
 */
package dev.tenantry.core.quota;
