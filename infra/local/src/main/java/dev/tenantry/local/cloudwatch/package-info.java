/** CloudWatch: metrics in memory, and the alarms that a template declares. */
package dev.tenantry.local.cloudwatch;
