package dev.tenantry.twilio.simulator.trusthub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;

/**
 * Resource for the entities assigned to a customer profile or trust product (Twilio docs: Entity Assignments
 * subresource).
 */
final class EntityAssignmentsResource {
    private final TwilioState state;
    private final Accounts accounts;
    private final TrustHub trustHub;
    private final BundleType type;

    EntityAssignmentsResource(TwilioState state, Accounts accounts, TrustHub trustHub, BundleType type) {
        this.state = state;
        this.accounts = accounts;
        this.trustHub = trustHub;
        this.type = type;
    }

    void addTo(Routes.Host trustHub) {
        var list = "%s/{%s}/EntityAssignments".formatted(type.path(), type.variable());
        var one = list + "/{Sid}";
        trustHub.post(list, Operation.CREATE, this::assign)
                .get(list, this::list)
                .get(one, this::fetch)
                .delete(one, this::remove);
    }

    private Answer assign(Call call) {
        var bundle = bundle(call);
        TrustBundlesResource.requireEditable(bundle);
        var object = call.form()
                .get("ObjectSid")
                .orElseThrow(() -> Parameter.invalid("ObjectSid", "is missing in the post body"));
        if (!isAssignable(call, bundle, object)) {
            throw new TwilioException(
                    ErrorCode.BUNDLE_PART_INVALID, "ObjectSid " + object + " cannot be assigned to the bundle");
        }
        if (trustHub.assignmentsOf(bundle.sid()).stream()
                .anyMatch(assignment -> assignment.objectSid().equals(object))) {
            throw new TwilioException(ErrorCode.CONFLICT, "ObjectSid " + object + " is assigned to the bundle already");
        }
        return Answer.created(represent(trustHub.entityAssignments()
                .save(new EntityAssignment(
                        state.sids().next("BV"), call.accountSid(), bundle.sid(), object, state.now()))));
    }

    /** End users and documents of the account; its customer profiles, and its parent's approved one. */
    private boolean isAssignable(Call call, TrustBundle bundle, String object) {
        var account = call.accountSid();
        var parent = accounts.find(account).orElseThrow().ownerAccountSid();
        return trustHub.endUsers().find(account, object).isPresent()
                || trustHub.supportingDocuments().find(account, object).isPresent()
                || (!object.equals(bundle.sid())
                        && trustHub.customerProfiles().find(object).stream()
                                .anyMatch(profile -> profile.accountSid().equals(account)
                                        || (profile.accountSid().equals(parent)
                                                && profile.status() == BundleStatus.TWILIO_APPROVED)));
    }

    private Answer list(Call call) {
        var prefix = call.query().get("ObjectType").orElse("");
        var assignments = trustHub.assignmentsOf(bundle(call).sid()).stream()
                .filter(assignment -> objectType(assignment).contains(prefix))
                .toList();
        return ApiStyle.V1.page(call, "results", assignments, this::represent);
    }

    private String objectType(EntityAssignment assignment) {
        return trustHub.endUsers()
                .find(assignment.objectSid())
                .map(user -> user.type())
                .or(() -> trustHub.supportingDocuments()
                        .find(assignment.objectSid())
                        .map(document -> document.type()))
                .orElse("customer_profile");
    }

    private Answer fetch(Call call) {
        return Answer.ok(represent(find(call)));
    }

    private Answer remove(Call call) {
        TrustBundlesResource.requireEditable(bundle(call));
        trustHub.entityAssignments().remove(find(call));
        return Answer.noContent();
    }

    private EntityAssignment find(Call call) {
        var bundle = bundle(call);
        return trustHub.entityAssignments()
                .find(call.accountSid(), call.variable("Sid"))
                .filter(assignment -> assignment.bundleSid().equals(bundle.sid()))
                .orElseThrow(call::notFound);
    }

    private TrustBundle bundle(Call call) {
        return type.bundles(trustHub)
                .find(call.accountSid(), call.variable(type.variable()))
                .orElseThrow(call::notFound);
    }

    private ObjectNode represent(EntityAssignment assignment) {
        ObjectNode node = ApiStyle.V1.tree(assignment);
        node.remove("bundle_sid");
        return node.put(Parameter.snakeCase(type.variable()), assignment.bundleSid())
                .put("url", type.url(assignment.bundleSid()) + "/EntityAssignments/" + assignment.sid());
    }
}
