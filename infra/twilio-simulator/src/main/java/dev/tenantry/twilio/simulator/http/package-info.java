/** Twilio's HTTP: hosts, routes, credentials, forms, paging, errors; and the simulator's own control API. */
package dev.tenantry.twilio.simulator.http;
