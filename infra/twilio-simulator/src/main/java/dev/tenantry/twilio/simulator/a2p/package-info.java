/** A2P 10DLC: brands, campaigns and the registration of their numbers, with their reviews, fees and events. */
package dev.tenantry.twilio.simulator.a2p;
