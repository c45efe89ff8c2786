/**
 * The JSON that the outside sees: jobs, and events as they stand in the event log and on the wire. The table stores the
 * same shapes, so there is one codec.
 */
package dev.tenantry.core.json;
