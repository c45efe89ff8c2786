/** What Twilio does by itself: people and carriers review what was submitted, and Twilio tells what came of it. */
package dev.tenantry.twilio.simulator.reviews;
