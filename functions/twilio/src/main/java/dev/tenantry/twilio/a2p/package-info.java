/** A2P 10DLC, the registration of US long-code messaging: brands and campaigns. */
package dev.tenantry.twilio.a2p;
