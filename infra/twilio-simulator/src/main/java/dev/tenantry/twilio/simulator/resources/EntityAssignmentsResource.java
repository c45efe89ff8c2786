package dev.tenantry.twilio.simulator.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.BundleStatus;
import dev.tenantry.twilio.simulator.domain.EntityAssignment;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.TrustBundle;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;

/** What a customer profile or trust product consists of (Twilio docs: Entity Assignments subresource). */
final class EntityAssignmentsResource {
    private final TwilioCloud cloud;
    private final BundleType type;

    EntityAssignmentsResource(TwilioCloud cloud, BundleType type) {
        this.cloud = cloud;
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
        if (cloud.trustHub().assignmentsOf(bundle.sid()).stream()
                .anyMatch(assignment -> assignment.objectSid().equals(object))) {
            throw new TwilioException(ErrorCode.CONFLICT, "ObjectSid " + object + " is assigned to the bundle already");
        }
        return Answer.created(represent(cloud.trustHub()
                .entityAssignments()
                .save(new EntityAssignment(
                        cloud.sids().next("BV"), call.account().sid(), bundle.sid(), object, cloud.now()))));
    }

    /** End users and documents of the account; its customer profiles, and its parent's approved one. */
    private boolean isAssignable(Call call, TrustBundle bundle, String object) {
        var account = call.account();
        var hub = cloud.trustHub();
        return hub.endUsers().find(account, object).isPresent()
                || hub.supportingDocuments().find(account, object).isPresent()
                || (!object.equals(bundle.sid())
                        && hub.customerProfiles().find(object).stream()
                                .anyMatch(profile -> profile.accountSid().equals(account.sid())
                                        || (profile.accountSid().equals(account.ownerAccountSid())
                                                && profile.status() == BundleStatus.TWILIO_APPROVED)));
    }

    private Answer list(Call call) {
        var prefix = call.query().get("ObjectType").orElse("");
        var assignments = cloud.trustHub().assignmentsOf(bundle(call).sid()).stream()
                .filter(assignment -> objectType(assignment).contains(prefix))
                .toList();
        return ApiStyle.V1.page(call, "results", assignments, this::represent);
    }

    private String objectType(EntityAssignment assignment) {
        var hub = cloud.trustHub();
        return hub.endUsers()
                .find(assignment.objectSid())
                .map(user -> user.type())
                .or(() -> hub.supportingDocuments().find(assignment.objectSid()).map(document -> document.type()))
                .orElse("customer_profile");
    }

    private Answer fetch(Call call) {
        return Answer.ok(represent(find(call)));
    }

    private Answer remove(Call call) {
        TrustBundlesResource.requireEditable(bundle(call));
        cloud.trustHub().entityAssignments().remove(find(call));
        return Answer.noContent();
    }

    private EntityAssignment find(Call call) {
        var bundle = bundle(call);
        return cloud.trustHub()
                .entityAssignments()
                .find(call.account(), call.variable("Sid"))
                .filter(assignment -> assignment.bundleSid().equals(bundle.sid()))
                .orElseThrow(call::notFound);
    }

    private TrustBundle bundle(Call call) {
        return type.bundles(cloud)
                .find(call.account(), call.variable(type.variable()))
                .orElseThrow(call::notFound);
    }

    private ObjectNode represent(EntityAssignment assignment) {
        ObjectNode node = ApiStyle.V1.tree(assignment);
        node.remove("bundle_sid");
        return node.put(Parameter.snakeCase(type.variable()), assignment.bundleSid())
                .put("url", type.url(assignment.bundleSid()) + "/EntityAssignments/" + assignment.sid());
    }
}
