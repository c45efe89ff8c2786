/** Fixtures of tests: clients, a receiver of callbacks, a clock, and a subaccount that registers. */
package dev.tenantry.twilio.simulator.testing;
