package dev.tenantry.twilio.simulator.trusthub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;

/**
 * {@code /v1/EndUsers} or {@code /v1/SupportingDocuments} of Trust Hub (Twilio docs: the resources of this name).
 *
 * @param <T> which of them
 */
final class BundlePartsResource<T extends BundlePart> {
    private final TwilioState state;
    private final TrustHub trustHub;
    private final ResourceTable<T> parts;
    private final String path;
    private final Form<T> update;
    private final CrudResource<T> crud;

    private BundlePartsResource(
            TwilioState state,
            TrustHub trustHub,
            ResourceTable<T> parts,
            String collection,
            String prefix,
            Class<T> type) {
        this.state = state;
        this.trustHub = trustHub;
        this.parts = parts;
        this.path = "/v1/" + collection;
        var name = Parameter.text("FriendlyName");
        var attributes = Parameter.object("Attributes");
        this.update = new Form<>(type, name, attributes);
        var creation =
                new Form<>(type, name.whichIsRequired(), Parameter.text("Type").whichIsRequired(), attributes);
        this.crud = new CrudResource<>(state, parts, ApiStyle.V1, prefix, "results", creation).shownAs(this::show);
    }

    static BundlePartsResource<EndUser> endUsers(TwilioState state, TrustHub trustHub) {
        return new BundlePartsResource<>(state, trustHub, trustHub.endUsers(), "EndUsers", "IT", EndUser.class);
    }

    static BundlePartsResource<SupportingDocument> supportingDocuments(TwilioState state, TrustHub trustHub) {
        return new BundlePartsResource<>(
                state, trustHub, trustHub.supportingDocuments(), "SupportingDocuments", "RD", SupportingDocument.class);
    }

    void addTo(Routes.Host trustHub) {
        trustHub.post(path + "/{Sid}", Operation.UPDATE, this::change).delete(path + "/{Sid}", this::delete);
        crud.addTo(trustHub, path, "");
    }

    private Answer change(Call call) {
        var part = crud.find(call);
        trustHub.bundlesWith(part.sid()).forEach(TrustBundlesResource::requireEditable);
        var changed = update.change(call.form(), state.now()).apply(part);
        return Answer.ok(crud.represent(parts.save(changed)));
    }

    private Answer delete(Call call) {
        var part = crud.find(call);
        if (!trustHub.bundlesWith(part.sid()).stream()
                .map(TrustBundle::status)
                .allMatch(status -> status.isEditable())) {
            throw new TwilioException(ErrorCode.NOT_DELETABLE, part.sid() + " is a part of a submitted bundle");
        }
        parts.remove(part);
        trustHub.entityAssignments().all().stream()
                .filter(assignment -> assignment.objectSid().equals(part.sid()))
                .forEach(trustHub.entityAssignments()::remove);
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
        return trustHub.bundlesWith(document.sid()).stream()
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
