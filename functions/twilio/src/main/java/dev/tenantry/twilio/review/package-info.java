/**
 * Status of reviews and the reasons of rejections, in one form for all that Twilio, the registry or the carriers
 * review.
 */
package dev.tenantry.twilio.review;
