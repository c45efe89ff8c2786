/** What lists at Twilio show, of whatever kind it is. */
package dev.tenantry.twilio.listing;
