/** Reviews in general: the queue of submissions, how long a review takes, and how it ends. */
package dev.tenantry.twilio.simulator.reviews;
