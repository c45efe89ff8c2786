/** Callers: who they are, what they may do, and for which organisations. */
package dev.tenantry.core.access;
