/** Phone numbers: searched, bought, configured and released, and what they cost. */
package dev.tenantry.twilio.numbers;
