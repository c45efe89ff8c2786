/** Phone numbers that accounts own, with their addresses and regulations. */
package dev.tenantry.twilio.simulator.numbers;
