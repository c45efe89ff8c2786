package dev.tenantry.steps;

import dev.tenantry.core.job.WaitingFor;
import java.time.Instant;

/** Who reviews what a step hands in, and how long that usually takes, by Twilio's own guides. */
enum Reviewers {
    /** Of customer profiles. */
    TWILIO("Twilio's reviewers", "1 to 3 days"),
    /** Of brands. */
    REGISTRY("the carriers' registry", "minutes to days"),
    /** Of campaigns. */
    CARRIERS("the carriers' reviewers", "10 to 15 business days"),
    /** Of toll-free numbers. */
    TOLL_FREE("Twilio's toll-free reviewers", "3 to 5 business days");

    private final String who;
    private final String usually;

    Reviewers(String who, String usually) {
        this.who = who;
        this.usually = usually;
    }

    WaitingFor since(Instant since) {
        return new WaitingFor(who, usually, since);
    }
}
