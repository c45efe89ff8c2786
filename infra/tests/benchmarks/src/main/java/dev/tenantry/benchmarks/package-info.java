/**
 * Measures the local system as users run it: in a process of its own, through nothing but its public contracts, AWS's
 * API and the simulated Twilio's own view.
 */
package dev.tenantry.benchmarks;
