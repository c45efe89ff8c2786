/**
 * Steps that wait for a review by Twilio: which steps those are, the task token that completes each of them, and when
 * the review is checked next if no callback arrives.
 */
package dev.tenantry.core.pendingreview;
