/** The clocks that an engine can run on: the machine's own, and one that skips idle time. */
package dev.tenantry.stepfunctions.clock;
