/** Keeps the simulator's state: tables in memory, and, when a directory is given, a journal that survives a restart. */
package dev.tenantry.twilio.simulator.storage;
