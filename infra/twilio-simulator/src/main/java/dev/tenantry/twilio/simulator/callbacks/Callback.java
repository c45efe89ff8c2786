package dev.tenantry.twilio.simulator.callbacks;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Something that Twilio tells its customers' servers. Each product has its own, and registers it by name. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public interface Callback {}
