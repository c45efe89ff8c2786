/** State that all products share: resources, their tables, SIDs and settings. */
package dev.tenantry.twilio.simulator.state;
