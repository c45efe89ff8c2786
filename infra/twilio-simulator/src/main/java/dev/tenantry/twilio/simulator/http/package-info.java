/** Building blocks of every product's HTTP API: routes, forms, parameters, paging and representations. */
package dev.tenantry.twilio.simulator.http;
