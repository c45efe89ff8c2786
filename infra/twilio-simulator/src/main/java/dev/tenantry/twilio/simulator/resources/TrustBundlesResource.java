package dev.tenantry.twilio.simulator.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.BundlePart;
import dev.tenantry.twilio.simulator.domain.BundleStatus;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.Evaluator;
import dev.tenantry.twilio.simulator.domain.Policy;
import dev.tenantry.twilio.simulator.domain.TrustBundle;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Crud;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.reviews.BackOffice;
import dev.tenantry.twilio.simulator.reviews.Submission;
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
            "Status", Stream.of(BundleStatus.values()).map(BundleStatus::word).toArray(String[]::new));
    private static final Form<TrustBundle> CREATION = new Form<>(
            TrustBundle.class,
            NAME.whichIsRequired(),
            EMAIL.whichIsRequired(),
            Parameter.sid("PolicySid", "RN").whichIsRequired(),
            STATUS_CALLBACK);
    private static final Form<TrustBundle> UPDATE = new Form<>(TrustBundle.class, NAME, EMAIL, STATUS_CALLBACK);

    private final TwilioCloud cloud;
    private final BackOffice backOffice;
    private final BundleType type;
    private final Evaluator evaluator;
    private final Crud<TrustBundle> crud;

    TrustBundlesResource(TwilioCloud cloud, BackOffice backOffice, BundleType type) {
        this.cloud = cloud;
        this.backOffice = backOffice;
        this.type = type;
        this.evaluator = new Evaluator(cloud);
        this.crud = new Crud<>(cloud, type.bundles(cloud), ApiStyle.V1, "BU", "results", CREATION)
                .updatedBy(UPDATE)
                .filteredBy("Status", bundle -> bundle.status().word())
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
        return Answer.created(crud.represent(type.bundles(cloud).save(bundle)));
    }

    private Answer update(Call call) {
        var bundle = crud.find(call);
        var status = call.form().get("Status");
        var change = UPDATE.change(call.form(), cloud.now());
        if (status.isEmpty()) {
            requireEditable(bundle);
            return Answer.ok(crud.represent(type.bundles(cloud).save(change.apply(bundle))));
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
        if (word.equals(BundleStatus.DRAFT.word())) {
            return type.bundles(cloud).save(bundle.with(BundleStatus.DRAFT, List.of(), cloud.now()));
        }
        if (!word.equals(BundleStatus.PENDING_REVIEW.word())) {
            throw Parameter.invalid("Status", "can be draft or pending-review; the others are Twilio's to set");
        }
        var policy = Policy.of(bundle.policySid()).orElseThrow();
        Evaluator.refusal(evaluator.evaluate(bundle, policy)).ifPresent(refusal -> {
            throw refusal;
        });
        var pending = type.bundles(cloud).save(bundle.with(BundleStatus.PENDING_REVIEW, List.of(), cloud.now()));
        backOffice.desk().submit(Submission.of(type.reviewKind(), pending, texts(pending)));
        backOffice.outbox().putOfRequest(new Callback.BundleStatusChanges(pending.sid()));
        return pending;
    }

    private List<String> texts(TrustBundle bundle) {
        return Stream.concat(
                        Stream.of(bundle.friendlyName(), bundle.email()),
                        cloud.trustHub().partsOf(bundle.sid()).stream()
                                .map(BundlePart::attributes)
                                .map(String::valueOf))
                .toList();
    }

    private Answer delete(Call call) {
        var bundle = crud.find(call);
        if (backOffice.desk().reviews(bundle.sid())) {
            throw new TwilioException(ErrorCode.NOT_DELETABLE, "Bundle " + bundle.sid() + " is in review");
        }
        cloud.trustHub().assignmentsOf(bundle.sid()).forEach(cloud.trustHub().entityAssignments()::remove);
        type.bundles(cloud).remove(bundle);
        return Answer.noContent();
    }

    static void requireEditable(TrustBundle bundle) {
        if (!bundle.status().isEditable()) {
            throw Parameter.invalid(
                    "Status", "is " + bundle.status().word() + ", so that the bundle cannot be changed");
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
