/** Addresses of customers, as emergency calling and registrations need them. */
package dev.tenantry.twilio.address;
