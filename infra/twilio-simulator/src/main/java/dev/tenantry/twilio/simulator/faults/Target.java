package dev.tenantry.twilio.simulator.faults;

import java.util.List;
import java.util.function.Function;

/**
 * Properties of a request that a fault rule can match.
 *
 * @param method the HTTP method
 * @param host the product's host
 * @param path the path behind the host
 * @param parameters the values of a query or form parameter
 */
public record Target(String method, String host, String path, Function<String, List<String>> parameters) {}
