package dev.tenantry.core.plan;

/**
 * The address that emergency services are told when somebody calls them from one of the organisation's numbers.
 * {@code customerName} and {@code street} are personal data: they are masked wherever a plan is shown.
 *
 * @param customerName who is there
 * @param street with the house number
 * @param city the town
 * @param region the state or province
 * @param postalCode the ZIP or postal code
 * @param country ISO 3166-1 alpha-2; Twilio registers addresses in the US, Canada and the UK
 */
public record EmergencyAddress(
        String customerName, String street, String city, String region, String postalCode, String country) {}
