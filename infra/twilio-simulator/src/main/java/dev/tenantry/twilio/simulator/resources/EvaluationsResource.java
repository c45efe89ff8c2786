package dev.tenantry.twilio.simulator.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.Evaluation;
import dev.tenantry.twilio.simulator.domain.Evaluator;
import dev.tenantry.twilio.simulator.domain.Policy;
import dev.tenantry.twilio.simulator.domain.TrustBundle;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;

/** Whether a customer profile or trust product is complete (Twilio docs: Evaluations subresource). */
final class EvaluationsResource {
    private final TwilioCloud cloud;
    private final BundleType type;
    private final Evaluator evaluator;

    EvaluationsResource(TwilioCloud cloud, BundleType type) {
        this.cloud = cloud;
        this.type = type;
        this.evaluator = new Evaluator(cloud);
    }

    void addTo(Routes.Host trustHub) {
        var list = "%s/{%s}/Evaluations".formatted(type.path(), type.variable());
        trustHub.post(list, Operation.CREATE, this::evaluate)
                .get(list, this::list)
                .get(list + "/{Sid}", this::fetch);
    }

    private Answer evaluate(Call call) {
        var bundle = bundle(call);
        var policy = call.form()
                .get("PolicySid")
                .flatMap(Policy::of)
                .filter(type::takes)
                .orElseThrow(() -> Parameter.invalid("PolicySid", "is not the SID of such a policy"));
        var results = evaluator.evaluate(bundle, policy);
        return Answer.created(represent(cloud.trustHub()
                .evaluations()
                .save(new Evaluation(
                        cloud.sids().next("EL"),
                        call.account().sid(),
                        bundle.sid(),
                        policy.sid(),
                        Evaluator.refusal(results).isEmpty() ? "compliant" : "noncompliant",
                        results,
                        cloud.now()))));
    }

    private Answer list(Call call) {
        var bundle = bundle(call);
        var evaluations = cloud.trustHub().evaluations().ownedBy(call.account()).stream()
                .filter(evaluation -> evaluation.bundleSid().equals(bundle.sid()))
                .toList();
        return ApiStyle.V1.page(call, "results", evaluations, this::represent);
    }

    private Answer fetch(Call call) {
        var bundle = bundle(call);
        return cloud.trustHub()
                .evaluations()
                .find(call.account(), call.variable("Sid"))
                .filter(evaluation -> evaluation.bundleSid().equals(bundle.sid()))
                .map(evaluation -> Answer.ok(represent(evaluation)))
                .orElseThrow(call::notFound);
    }

    private TrustBundle bundle(Call call) {
        return type.bundles(cloud)
                .find(call.account(), call.variable(type.variable()))
                .orElseThrow(call::notFound);
    }

    private ObjectNode represent(Evaluation evaluation) {
        ObjectNode node = ApiStyle.V1.tree(evaluation);
        node.remove("bundle_sid");
        return node.put(Parameter.snakeCase(type.variable()), evaluation.bundleSid())
                .put("url", type.url(evaluation.bundleSid()) + "/Evaluations/" + evaluation.sid());
    }
}
