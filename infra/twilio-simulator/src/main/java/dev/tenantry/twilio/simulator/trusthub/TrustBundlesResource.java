package dev.tenantry.twilio.simulator.trusthub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.reviews.ReviewQueue;
import dev.tenantry.twilio.simulator.reviews.Submission;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code /v1/CustomerProfiles} and {@code /v1/TrustProducts} of Trust Hub (Twilio docs: the resources of this name).
 */
final class TrustBundlesResource {
    private static final Parameter NAME = Parameter.text("FriendlyName");
    private static final Parameter EMAIL = Parameter.text("Email");
    private static final Parameter STATUS_CALLBACK = Parameter.url("StatusCallback");
    private static final Parameter STATUS = Parameter.oneOf(
            "Status",
            Stream.of(BundleStatus.values()).map(BundleStatus::wireName).toArray(String[]::new));
    private static final Form<TrustBundle> CREATION = new Form<>(
            TrustBundle.class,
            NAME.whichIsRequired(),
            EMAIL.whichIsRequired(),
            Parameter.sid("PolicySid", "RN").whichIsRequired(),
            STATUS_CALLBACK);
    private static final Form<TrustBundle> UPDATE = new Form<>(TrustBundle.class, NAME, EMAIL, STATUS_CALLBACK);

    private final TwilioState state;
    private final TrustHub trustHub;
    private final ReviewQueue reviews;
    private final Outbox outbox;
    private final BundleType type;
    private final BundleEvaluator evaluator;
    private final CrudResource<TrustBundle> crud;

    TrustBundlesResource(
            TwilioState state,
            TrustHub trustHub,
            BundleEvaluator evaluator,
            ReviewQueue reviews,
            Outbox outbox,
            BundleType type) {
        this.state = state;
        this.trustHub = trustHub;
        this.reviews = reviews;
        this.outbox = outbox;
        this.type = type;
        this.evaluator = evaluator;
        this.crud = new CrudResource<>(state, type.bundles(trustHub), ApiStyle.V1, "BU", "results", CREATION)
                .updatedBy(UPDATE)
                .filteredBy("Status", bundle -> bundle.status().wireName())
                .filteredBy("FriendlyName", TrustBundle::friendlyName)
                .filteredBy("PolicySid", TrustBundle::policySid)
                .shownAs(this::show);
    }

    void addTo(Routes.Host trustHub) {
        trustHub.post(type.path(), Operation.CREATE, this::create)
                .post(type.path() + "/{Sid}", Operation.UPDATE, this::update)
                .delete(type.path() + "/{Sid}", this::delete);
        crud.addTo(trustHub, type.path(), "");
    }

    private Answer create(Call call) {
        var bundle = crud.make(call);
        if (Policy.of(bundle.policySid()).filter(type::takes).isEmpty()) {
            throw Parameter.invalid("PolicySid", "is not the SID of such a policy");
        }
        return Answer.created(crud.represent(type.bundles(trustHub).save(bundle)));
    }

    private Answer update(Call call) {
        var bundle = crud.find(call);
        var status = call.form().get("Status");
        var change = UPDATE.change(call.form(), state.now());
        if (status.isEmpty()) {
            requireEditable(bundle);
            return Answer.ok(crud.represent(type.bundles(trustHub).save(change.apply(bundle))));
        }
        if (call.form().values().size() > 1) {
            throw new TwilioException(
                    ErrorCode.BUNDLE_STATUS_MIXED, "The status is updated by itself, without other properties");
        }
        var word = STATUS.parse().apply(List.of(status.get())).textValue();
        return Answer.ok(crud.represent(changeStatus(bundle, word)));
    }

    private TrustBundle changeStatus(TrustBundle bundle, String word) {
        requireEditable(bundle);
        if (word.equals(BundleStatus.DRAFT.wireName())) {
            return type.bundles(trustHub).save(bundle.with(BundleStatus.DRAFT, List.of(), state.now()));
        }
        if (!word.equals(BundleStatus.PENDING_REVIEW.wireName())) {
            throw Parameter.invalid("Status", "can be draft or pending-review; the others are Twilio's to set");
        }
        var policy = Policy.of(bundle.policySid()).orElseThrow();
        BundleEvaluator.refusal(evaluator.evaluate(bundle, policy)).ifPresent(refusal -> {
            throw refusal;
        });
        var pending = type.bundles(trustHub).save(bundle.with(BundleStatus.PENDING_REVIEW, List.of(), state.now()));
        reviews.submit(Submission.of(type.reviewKind(), pending, texts(pending)));
        outbox.putOfRequest(new BundleStatusCallback(pending.sid()));
        return pending;
    }

    private List<String> texts(TrustBundle bundle) {
        return Stream.concat(
                        Stream.of(bundle.friendlyName(), bundle.email()),
                        trustHub.partsOf(bundle.sid()).stream()
                                .map(BundlePart::attributes)
                                .map(String::valueOf))
                .toList();
    }

    private Answer delete(Call call) {
        var bundle = crud.find(call);
        if (reviews.isOpen(bundle.sid())) {
            throw new TwilioException(ErrorCode.NOT_DELETABLE, "Bundle " + bundle.sid() + " is in review");
        }
        trustHub.assignmentsOf(bundle.sid()).forEach(trustHub.entityAssignments()::remove);
        type.bundles(trustHub).remove(bundle);
        return Answer.noContent();
    }

    static void requireEditable(TrustBundle bundle) {
        if (!bundle.status().isEditable()) {
            throw Parameter.invalid(
                    "Status", "is " + bundle.status().wireName() + ", so that the bundle cannot be changed");
        }
    }

    private ObjectNode show(TrustBundle bundle, ObjectNode node) {
        var url = type.url(bundle.sid());
        node.put("url", url);
        node.putObject("links")
                .put(type.linkPrefix() + "_entity_assignments", url + "/EntityAssignments")
                .put(type.linkPrefix() + "_evaluations", url + "/Evaluations")
                .put(type.linkPrefix() + "_channel_endpoint_assignment", url + "/ChannelEndpointAssignments");
        return node;
    }
}
