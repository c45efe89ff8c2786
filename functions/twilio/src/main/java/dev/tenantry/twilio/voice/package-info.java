/** Voice: TwiML applications, and SIP trunks with their origination URLs and phone numbers. */
package dev.tenantry.twilio.voice;
