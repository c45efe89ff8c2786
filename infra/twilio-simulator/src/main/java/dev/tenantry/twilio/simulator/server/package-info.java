/** The HTTP server: authentication, execution, faults and log of requests, and the simulator's own control API. */
package dev.tenantry.twilio.simulator.server;
