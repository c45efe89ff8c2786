package dev.tenantry.steps;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.twilio.EventSubscription;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.PermanentFailureException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a plan wants in one organisation's subaccount, besides its numbers: which resources, and which step makes them.
 */
final class Blueprint {
    private final OrgId orgId;
    private final Plan plan;
    private final TenantAccount account;
    private final World world;

    /** @param account the organisation's, opened */
    Blueprint(Job job, TenantAccount account, World world) {
        this.orgId = job.orgId();
        this.plan = job.plan();
        this.account = account;
        this.world = world;
    }

    /** Everything that the plan wants, in the order of the steps. */
    List<TenantResource> resources() {
        return Arrays.stream(StepName.values())
                .filter(step -> step.whyLeftOut(plan).isEmpty())
                .flatMap(step -> resources(step).stream())
                .toList();
    }

    /** What a step makes that the plan wants; each may need those before it. */
    List<TenantResource> resources(StepName step) {
        return switch (step) {
            case CREATE_API_KEY -> List.of(apiKey());
            case CREATE_MESSAGING_SERVICE -> List.of(messagingService());
            case CREATE_TWIML_APPLICATION -> twimlApplication().stream().toList();
            case CREATE_SIP_TRUNK ->
                Stream.of(sipTrunk(), originationUrl())
                        .flatMap(Optional::stream)
                        .toList();
            case SET_EMERGENCY_ADDRESS -> emergencyAddress().stream().toList();
            case SET_SPEND_ALARM -> spendAlarm().stream().toList();
            case SUBSCRIBE_TO_EVENTS -> List.of(eventSink(), eventSubscription());
            case CREATE_VERIFY_SERVICE -> List.of(verifyService());
            case CREATE_SUBACCOUNT,
                    BUY_NUMBERS,
                    ATTACH_NUMBERS,
                    CHECK_SETUP,
                    REGISTER_CUSTOMER_PROFILE,
                    REGISTER_TRUST_PRODUCT,
                    REGISTER_BRAND,
                    REGISTER_CAMPAIGN,
                    REGISTER_NUMBERS,
                    VERIFY_TOLL_FREE_NUMBERS -> List.of();
        };
    }

    /** What the numbers are to be put to, the emergency address left out: that is a step of its own. */
    List<NumberUse> uses() {
        var uses = new ArrayList<NumberUse>();
        uses.add(new MessagingUse(sid(Marker.messagingService(orgId)), account.messagingServices()));
        callUse().ifPresent(uses::add);
        return uses;
    }

    /** Twilio gives the calls to a number to a TwiML application or to a trunk, not to both. */
    private Optional<NumberUse> callUse() {
        if (plan.voice().isPresent()) {
            return Optional.of(SettingUse.voice(sid(Marker.twimlApplication(orgId)), account.phoneNumbers()));
        }
        return plan.sipTrunk().map(_ -> new TrunkUse(sid(Marker.sipTrunk(orgId)), account.sipTrunks()));
    }

    /** The emergency address for the numbers, if the plan has one. */
    Optional<NumberUse> emergencyUse() {
        return plan.emergencyAddress()
                .map(address ->
                        SettingUse.emergency(sid(Marker.emergencyAddress(orgId, address)), account.phoneNumbers()));
    }

    /** The markers of the numbers that the plan asks for. */
    List<Marker> numbers() {
        return plan.numbers().stream()
                .flatMap(group -> IntStream.rangeClosed(1, group.count())
                        .mapToObj(ordinal -> Marker.number(orgId, group, ordinal)))
                .toList();
    }

    /** Twilio's ids of these numbers, all of which the ledger must have. */
    List<String> numberSids() {
        var recorded = world.ledger().sids(orgId);
        return numbers().stream()
                .map(marker -> Optional.ofNullable(recorded.get(marker)).orElseThrow(() -> missing(marker)))
                .toList();
    }

    private TenantResource apiKey() {
        return new ApiKeyResource(orgId, account.apiKeys(), world.tenants());
    }

    private TenantResource messagingService() {
        return new MessagingServiceResource(
                Marker.messagingService(orgId), plan.messaging(), account.messagingServices());
    }

    private Optional<TenantResource> twimlApplication() {
        return plan.voice()
                .map(voice -> new TwimlApplicationResource(
                        Marker.twimlApplication(orgId), voice, account.twimlApplications()));
    }

    private Optional<TenantResource> sipTrunk() {
        return plan.sipTrunk().map(_ -> new SipTrunkResource(Marker.sipTrunk(orgId), account.sipTrunks()));
    }

    private Optional<TenantResource> originationUrl() {
        return plan.sipTrunk()
                .map(trunk -> new OriginationUrlResource(
                        Marker.originationUrl(orgId),
                        trunk.originationUrl(),
                        () -> account.originationUrls(sid(Marker.sipTrunk(orgId)))));
    }

    private Optional<TenantResource> emergencyAddress() {
        return plan.emergencyAddress()
                .map(address -> new EmergencyAddressResource(
                        Marker.emergencyAddress(orgId, address), address, account.addresses()));
    }

    private Optional<TenantResource> spendAlarm() {
        return plan.spendAlarm()
                .map(alarm -> new SpendAlarmResource(
                        Marker.spendAlarm(orgId, alarm), alarm, callbackUrl(), account.usageTriggers()));
    }

    private TenantResource eventSink() {
        return new EventSinkResource(
                Marker.eventSink(orgId), callbackUrl(), account.eventSinks(), this::endSubscription);
    }

    private void endSubscription() {
        var marker = Marker.eventSubscription(orgId);
        var subscriptions = account.eventSubscriptions();
        world.ledger()
                .sid(marker)
                .or(() -> subscriptions.find(marker.friendlyName()).map(EventSubscription::sid))
                .ifPresent(sid -> {
                    subscriptions.delete(sid);
                    world.ledger().forget(marker, sid);
                });
    }

    private TenantResource eventSubscription() {
        return new EventSubscriptionResource(
                Marker.eventSubscription(orgId), () -> sid(Marker.eventSink(orgId)), account.eventSubscriptions());
    }

    private TenantResource verifyService() {
        return new VerifyServiceResource(
                Marker.verifyService(orgId), plan.displayName().orElse(orgId.value()), account.verifyServices());
    }

    private URI callbackUrl() {
        return world.callbacks().of(orgId);
    }

    private String sid(Marker marker) {
        return world.ledger().sid(marker).orElseThrow(() -> missing(marker));
    }

    private PermanentFailureException missing(Marker marker) {
        return new PermanentFailureException(FailureDetails.of(
                "The ledger has no " + marker.key() + " of " + orgId + ".",
                "Operator: trigger the organisation again; what is missing is found or made first."));
    }
}
