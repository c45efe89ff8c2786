package dev.tenantry.cli.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An organisation with what is recorded of its tenant.
 *
 * @param orgId its id
 * @param displayName its name, if it has one
 * @param state the state of its tenant
 * @param lastJob its newest job
 * @param subaccountSid its subaccount, once it is there
 * @param phoneNumbers its numbers
 * @param resources everything that it has at Twilio
 * @param registrations how far its registrations are
 */
public record Organisation(
        String orgId,
        Optional<String> displayName,
        String state,
        LastJob lastJob,
        Optional<String> subaccountSid,
        List<PhoneNumber> phoneNumbers,
        List<Resource> resources,
        List<Registration> registrations) {
    /**
     * The newest job.
     *
     * @param id its id
     * @param status its status
     * @param updatedAt when it last changed
     */
    public record LastJob(String id, String status, Instant updatedAt) {}

    /**
     * A phone number.
     *
     * @param phoneNumber in E.164
     * @param sid Twilio's id of it
     */
    public record PhoneNumber(String phoneNumber, String sid) {}

    /**
     * A resource at Twilio.
     *
     * @param type its kind
     * @param key which one of the kind
     * @param sid Twilio's id of it, once it is known
     * @param detail what people know it by, if it has such a thing
     * @param status whether it is known to be there
     */
    public record Resource(String type, String key, Optional<String> sid, Optional<String> detail, String status) {}

    /**
     * A registration.
     *
     * @param type what is registered
     * @param key which one of the kind
     * @param status how far it is
     * @param since since when
     * @param waitsFor whose turn it is, while it is reviewed
     * @param reason why it failed
     * @param nextAction who has to do what about that
     */
    public record Registration(
            String type,
            String key,
            String status,
            Optional<Instant> since,
            Optional<String> waitsFor,
            Optional<String> reason,
            Optional<String> nextAction) {}

    /**
     * An organisation in a list.
     *
     * @param orgId its id
     * @param displayName its name, if it has one
     * @param state the state of its tenant
     * @param lastJob its newest job
     */
    public record Summary(String orgId, Optional<String> displayName, String state, LastJob lastJob) {}

    /**
     * A page of the list.
     *
     * @param orgs the organisations
     * @param next the cursor of the next page, if there is one
     */
    public record Page(List<Summary> orgs, Optional<String> next) {}
}
