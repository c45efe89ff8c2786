/** Messaging services and the phone numbers in them. */
package dev.tenantry.twilio.messaging;
