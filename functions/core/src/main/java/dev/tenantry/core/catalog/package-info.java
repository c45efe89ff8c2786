/**
 * The catalogue of steps and resource kinds: for each its name, when a plan asks for it, what it costs and how it is
 * rolled back. It is the half of a resource definition that needs no Twilio, so every module can read it.
 */
package dev.tenantry.core.catalog;
