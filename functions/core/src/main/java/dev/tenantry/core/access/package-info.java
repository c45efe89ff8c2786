/** Callers: who they are, what they may do, and for which organisations; and their tickets for the live feed. */
package dev.tenantry.core.access;
