package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.callbacks.Agenda;
import dev.tenantry.twilio.simulator.callbacks.CallbackRule;
import dev.tenantry.twilio.simulator.callbacks.Callbacks;
import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.callbacks.Postman;
import dev.tenantry.twilio.simulator.domain.OutgoingMessage;
import dev.tenantry.twilio.simulator.domain.ReviewKind;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.rules.RuleBook;

/** What Twilio does between requests: it reviews, and it sends. */
public final class BackOffice implements AutoCloseable {
    private final RuleBook<Submission, ReviewRule> reviewRules;
    private final RuleBook<OutgoingMessage, CallbackRule> callbackRules;
    private final Callbacks callbacks;
    private final Outbox outbox;
    private final ReviewDesk desk;
    private final NumberRegistrations numberRegistrations;
    private final Postman postman;
    private final Agenda agenda;

    /**
     * A back office that does not work yet.
     *
     * @param speed what the pauses before a callback is sent again are divided by
     * @param reviewSpeed what the time of reviews is divided by
     */
    public BackOffice(TwilioCloud cloud, double speed, double reviewSpeed) {
        var seed = cloud.settings().seed();
        this.reviewRules = new RuleBook<>(seed);
        this.callbackRules = new RuleBook<>(seed);
        this.callbacks = new Callbacks(cloud);
        this.outbox = new Outbox(cloud, callbackRules);
        this.desk = new ReviewDesk(cloud, outbox, new ReviewTimes(seed, reviewSpeed), reviewRules);
        this.numberRegistrations = new NumberRegistrations(cloud, desk, outbox);
        desk.handle(
                ReviewKind.CUSTOMER_PROFILE,
                new BundleReviews(cloud, cloud.trustHub().customerProfiles()));
        desk.handle(
                ReviewKind.TRUST_PRODUCT,
                new BundleReviews(cloud, cloud.trustHub().trustProducts()));
        desk.handle(ReviewKind.BRAND, new BrandReviews(cloud));
        desk.handle(ReviewKind.CAMPAIGN, new CampaignReviews(cloud, numberRegistrations));
        desk.handle(ReviewKind.NUMBER, numberRegistrations);
        desk.handle(ReviewKind.TOLL_FREE, new TollfreeReviews(cloud));
        this.postman = new Postman(cloud, outbox, callbacks, speed);
        this.agenda = new Agenda("twilio-reviews", desk::goOn, cloud::instant);
        desk.onSubmission(agenda::wake);
    }

    /** Goes on with what was open, and takes up what comes. */
    public void start() {
        desk.adopt();
        agenda.start();
        postman.start();
    }

    /** Does what is to be done after a request has had its effect and before it is answered. */
    public void beforeAnswer() {
        desk.endBeforeAnswer();
        postman.sendBeforeAnswer();
    }

    /** The rules by which reviews end. */
    public RuleBook<Submission, ReviewRule> reviewRules() {
        return reviewRules;
    }

    /** The rules by which callbacks do not come as they should. */
    public RuleBook<OutgoingMessage, CallbackRule> callbackRules() {
        return callbackRules;
    }

    /** Sends at once. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /** What is to be sent. */
    public Outbox outbox() {
        return outbox;
    }

    /** What is reviewed. */
    public ReviewDesk desk() {
        return desk;
    }

    /** The numbers of campaigns. */
    public NumberRegistrations numberRegistrations() {
        return numberRegistrations;
    }

    @Override
    public void close() {
        try (callbacks) {
            agenda.close();
            postman.close();
        }
    }
}
