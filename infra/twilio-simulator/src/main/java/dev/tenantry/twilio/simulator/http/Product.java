package dev.tenantry.twilio.simulator.http;

/** One of Twilio's products. Its constructor opens its tables and registers its reviews and callbacks. */
public interface Product {
    /** Adds the product's operations. */
    void addTo(Routes routes);

    /** Adds what is there from the start; runs in a transaction when the state has been loaded. */
    default void initialize() {}
}
