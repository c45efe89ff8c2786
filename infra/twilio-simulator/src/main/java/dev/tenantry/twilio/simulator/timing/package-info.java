/** Time: how long each kind of request takes, and a thread for work that is due later. */
package dev.tenantry.twilio.simulator.timing;
