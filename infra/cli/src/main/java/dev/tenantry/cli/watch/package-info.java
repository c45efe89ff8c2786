/** Follows one job to its end: what is known of it, and how to keep knowing it over connections that break. */
package dev.tenantry.cli.watch;
