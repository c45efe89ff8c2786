/**
 * The command line: runs the system on this machine, and drives one that runs here or on AWS by its public contracts.
 */
package dev.tenantry.cli;
