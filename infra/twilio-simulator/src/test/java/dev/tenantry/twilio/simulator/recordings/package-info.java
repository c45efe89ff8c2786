/** What others recorded of the real Twilio, held against the simulator. */
package dev.tenantry.twilio.simulator.recordings;
