package dev.tenantry.core.catalog;

import java.util.Optional;

/** Authority that reviews a registration, and the usual duration of its reviews by Twilio's own guides. */
@SuppressWarnings("ImmutableEnumChecker") // The optional holds a record of numbers.
public enum ReviewAuthority {
    /** Reviews customer profiles and trust products. */
    TWILIO("Twilio's reviewers", new Days(1, 3, false)),
    /** Reviews brands. */
    REGISTRY("the carriers' registry", "minutes to days"),
    /** Review campaigns. */
    CARRIERS("the carriers' reviewers", new Days(10, 15, true)),
    /** Reviews toll-free numbers. */
    TOLL_FREE("Twilio's toll-free reviewers", new Days(3, 5, true));

    private final String displayName;
    private final String usualDuration;
    private final Optional<Days> usualDays;

    ReviewAuthority(String displayName, String usualDuration) {
        this.displayName = displayName;
        this.usualDuration = usualDuration;
        this.usualDays = Optional.empty();
    }

    ReviewAuthority(String displayName, Days usualDays) {
        this.displayName = displayName;
        this.usualDuration = usualDays.words();
        this.usualDays = Optional.of(usualDays);
    }

    /**
     * A number of days.
     *
     * @param least at least so many
     * @param most at most so many
     * @param business whether only business days count
     */
    public record Days(int least, int most, boolean business) {
        private String words() {
            return least + " to " + most + (business ? " business days" : " days");
        }
    }

    /** The name for people, e.g. {@code Twilio's reviewers}; within a sentence. */
    public String displayName() {
        return displayName;
    }

    /** The usual duration of a review, for people, e.g. {@code 1 to 3 days}. */
    public String usualDuration() {
        return usualDuration;
    }

    /** The same in numbers, where it is known in days. */
    public Optional<Days> usualDays() {
        return usualDays;
    }
}
