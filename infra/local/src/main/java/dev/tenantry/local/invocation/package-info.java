/**
 * The interfaces by which the local services call one another: functions, at once or later, and queues. The services
 * depend on these, and not on one another.
 */
package dev.tenantry.local.invocation;
