package dev.tenantry.twilio.simulator.storage;

import com.fasterxml.jackson.databind.JsonNode;

/** One row that a transaction wrote; a null value means that the row was removed. */
record Change(String table, String key, JsonNode value) {}
