package dev.tenantry.twilio.simulator.inventory;

/**
 * Place that the numbers of an area code belong to. All of it is null for numbers that have no place.
 *
 * @param locality the town
 * @param region state, province or county, such as CA
 * @param postalCode a postal code in the town
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Place(String locality, String region, String postalCode, Double latitude, Double longitude) {
    private static final double EARTH_RADIUS_MILES = 3958.8;
    /** No place. */
    public static final Place NONE = new Place(null, null, null, null, null);

    /** The distance along the surface, in miles; infinite when one has no place. */
    double milesTo(double otherLatitude, double otherLongitude) {
        if (latitude == null || longitude == null) {
            return Double.POSITIVE_INFINITY;
        }
        double north = Math.toRadians(otherLatitude - latitude) / 2;
        double east = Math.toRadians(otherLongitude - longitude) / 2;
        double haversine = Math.pow(Math.sin(north), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(otherLatitude))
                        * Math.pow(Math.sin(east), 2);
        return 2 * EARTH_RADIUS_MILES * Math.asin(Math.sqrt(haversine));
    }
}
