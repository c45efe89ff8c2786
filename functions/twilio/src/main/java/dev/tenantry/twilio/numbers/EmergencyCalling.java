package dev.tenantry.twilio.numbers;

import java.util.Objects;
import java.util.Optional;

/**
 * Settings for emergency calls from a number ("IncomingPhoneNumber resource", in the US, Canada and the United
 * Kingdom).
 *
 * @param addressSid the address that the emergency services are told, {@code AD…}
 * @param addressStatus how far the address's registration is; empty when Twilio does not say it in a known word
 * @param active whether Twilio shows emergency calling as enabled for the number
 */
public record EmergencyCalling(Optional<String> addressSid, Optional<AddressStatus> addressStatus, boolean active) {

    /** The status of an address's registration with the emergency services. No callback tells of it. */
    public enum AddressStatus {
        /** The emergency services are told this address. */
        REGISTERED,
        /** No address is registered. */
        UNREGISTERED,
        /** Being registered. */
        PENDING_REGISTRATION,
        /** Could not be registered: the number has no usable address. */
        REGISTRATION_FAILURE,
        /** Being taken back. */
        PENDING_UNREGISTRATION,
        /** Could not be taken back. */
        UNREGISTRATION_FAILURE
    }

    /** Refuses nulls. */
    public EmergencyCalling {
        Objects.requireNonNull(addressSid, "addressSid");
        Objects.requireNonNull(addressStatus, "addressStatus");
    }
}
