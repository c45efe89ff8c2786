/** Metrics of the functions, as lines of their log. */
package dev.tenantry.core.metrics;
