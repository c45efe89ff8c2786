/**
 * Trust Hub: customer profiles and trust products, their end users and supporting documents, and the policies that they
 * are evaluated against.
 */
package dev.tenantry.twilio.trusthub;
