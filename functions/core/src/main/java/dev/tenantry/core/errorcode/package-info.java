/**
 * Twilio's error codes: what each means, who acts, what they do, and whether a rejected registration may be submitted
 * again. The one home of all of this, for the answers to requests and for the results of reviews.
 */
package dev.tenantry.core.errorcode;
