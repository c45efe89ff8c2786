package dev.tenantry.cli.api;

import java.util.List;
import java.util.Optional;

/**
 * The comparison of an organisation's tenant with Twilio and the plan.
 *
 * @param findings how many resources are not as planned, or unknown
 * @param resources what the organisation should have
 * @param unknown what its subaccount has beyond that
 * @param unlisted the kinds of which there may be more
 */
public record Drift(int findings, List<Resource> resources, List<Unknown> unknown, List<Unlisted> unlisted) {
    /**
     * A resource that the organisation should have.
     *
     * @param type its kind
     * @param key which one of the kind
     * @param sid Twilio's id of it, if it is known
     * @param detail what people know it by, if it has such a thing
     * @param status how it compares
     * @param differences what has drifted
     * @param reason why it is unchecked
     */
    public record Resource(
            String type,
            String key,
            Optional<String> sid,
            Optional<String> detail,
            String status,
            List<Difference> differences,
            Optional<String> reason) {
        /** Has no difference where the answer has none. */
        public Resource {
            differences = differences == null ? List.of() : List.copyOf(differences);
        }
    }

    /**
     * A setting that is not as planned.
     *
     * @param field its name
     * @param planned its planned value, if it is shown
     * @param actual its value at Twilio, if it is shown
     */
    public record Difference(String field, Optional<String> planned, Optional<String> actual) {}

    /**
     * A resource that nobody here has made.
     *
     * @param type its kind
     * @param sid Twilio's id of it
     * @param name its number or name, if it has one
     */
    public record Unknown(String type, String sid, Optional<String> name) {}

    /**
     * A kind that could not be listed.
     *
     * @param type the kind
     * @param reason why not
     */
    public record Unlisted(String type, String reason) {}
}
