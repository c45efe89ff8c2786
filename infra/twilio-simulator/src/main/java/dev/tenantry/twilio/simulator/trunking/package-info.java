/** Elastic SIP Trunking: trunks with their origination URLs, numbers and credential lists. */
package dev.tenantry.twilio.simulator.trunking;
