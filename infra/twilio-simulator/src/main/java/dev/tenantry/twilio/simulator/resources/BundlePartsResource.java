package dev.tenantry.twilio.simulator.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.BundlePart;
import dev.tenantry.twilio.simulator.domain.EndUser;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.Resources;
import dev.tenantry.twilio.simulator.domain.SupportingDocument;
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

/**
 * {@code /v1/EndUsers} or {@code /v1/SupportingDocuments} of Trust Hub (Twilio docs: the resources of this name).
 *
 * @param <T> which of them
 */
final class BundlePartsResource<T extends BundlePart> {
    private final TwilioCloud cloud;
    private final Resources<T> parts;
    private final String path;
    private final Form<T> update;
    private final Crud<T> crud;

    private BundlePartsResource(
            TwilioCloud cloud, Resources<T> parts, String collection, String prefix, Class<T> type) {
        this.cloud = cloud;
        this.parts = parts;
        this.path = "/v1/" + collection;
        var name = Parameter.text("FriendlyName");
        var attributes = Parameter.object("Attributes");
        this.update = new Form<>(type, name, attributes);
        var creation =
                new Form<>(type, name.whichIsRequired(), Parameter.text("Type").whichIsRequired(), attributes);
        this.crud = new Crud<>(cloud, parts, ApiStyle.V1, prefix, "results", creation).shownAs(this::show);
    }

    static BundlePartsResource<EndUser> endUsers(TwilioCloud cloud) {
        return new BundlePartsResource<>(cloud, cloud.trustHub().endUsers(), "EndUsers", "IT", EndUser.class);
    }

    static BundlePartsResource<SupportingDocument> supportingDocuments(TwilioCloud cloud) {
        return new BundlePartsResource<>(
                cloud, cloud.trustHub().supportingDocuments(), "SupportingDocuments", "RD", SupportingDocument.class);
    }

    void addTo(Routes.Host trustHub) {
        trustHub.post(path + "/{Sid}", Operation.UPDATE, this::change).delete(path + "/{Sid}", this::delete);
        crud.addTo(trustHub, path, "");
    }

    private Answer change(Call call) {
        var part = crud.find(call);
        cloud.trustHub().bundlesWith(part.sid()).forEach(TrustBundlesResource::requireEditable);
        var changed = update.change(call.form(), cloud.now()).apply(part);
        return Answer.ok(crud.represent(parts.save(changed)));
    }

    private Answer delete(Call call) {
        var part = crud.find(call);
        if (!cloud.trustHub().bundlesWith(part.sid()).stream()
                .map(TrustBundle::status)
                .allMatch(status -> status.isEditable())) {
            throw new TwilioException(ErrorCode.NOT_DELETABLE, part.sid() + " is a part of a submitted bundle");
        }
        parts.remove(part);
        cloud.trustHub().entityAssignments().all().stream()
                .filter(assignment -> assignment.objectSid().equals(part.sid()))
                .forEach(cloud.trustHub().entityAssignments()::remove);
        return Answer.noContent();
    }

    private ObjectNode show(T part, ObjectNode node) {
        if (part instanceof SupportingDocument) {
            node.put("status", documentStatus(part));
        }
        return node.put("url", "https://trusthub.twilio.com" + path + "/" + part.sid());
    }

    /** That of the bundles which it is a part of. */
    private String documentStatus(T document) {
        return cloud.trustHub().bundlesWith(document.sid()).stream()
                .map(TrustBundle::status)
                .map(status -> switch (status) {
                    case DRAFT -> "DRAFT";
                    case PENDING_REVIEW, IN_REVIEW -> "PENDING_REVIEW";
                    case TWILIO_REJECTED -> "REJECTED";
                    case TWILIO_APPROVED -> "APPROVED";
                })
                .findFirst()
                .orElse("DRAFT");
    }
}
