/** Trust Hub: customer profiles, trust products and what they consist of, with evaluations, reviews and callbacks. */
package dev.tenantry.twilio.simulator.trusthub;
