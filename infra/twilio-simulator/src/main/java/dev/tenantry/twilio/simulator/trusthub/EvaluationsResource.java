package dev.tenantry.twilio.simulator.trusthub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;

/** Resource for the evaluations of a customer profile or trust product (Twilio docs: Evaluations subresource). */
final class EvaluationsResource {
    private final TwilioState state;
    private final TrustHub trustHub;
    private final BundleType type;
    private final BundleEvaluator evaluator;

    EvaluationsResource(TwilioState state, TrustHub trustHub, BundleEvaluator evaluator, BundleType type) {
        this.state = state;
        this.trustHub = trustHub;
        this.type = type;
        this.evaluator = evaluator;
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
        return Answer.created(represent(trustHub.evaluations()
                .save(new Evaluation(
                        state.sids().next("EL"),
                        call.accountSid(),
                        bundle.sid(),
                        policy.sid(),
                        BundleEvaluator.refusal(results).isEmpty() ? "compliant" : "noncompliant",
                        results,
                        state.now()))));
    }

    private Answer list(Call call) {
        var bundle = bundle(call);
        var evaluations = trustHub.evaluations().ownedBy(call.accountSid()).stream()
                .filter(evaluation -> evaluation.bundleSid().equals(bundle.sid()))
                .toList();
        return ApiStyle.V1.page(call, "results", evaluations, this::represent);
    }

    private Answer fetch(Call call) {
        var bundle = bundle(call);
        return trustHub.evaluations()
                .find(call.accountSid(), call.variable("Sid"))
                .filter(evaluation -> evaluation.bundleSid().equals(bundle.sid()))
                .map(evaluation -> Answer.ok(represent(evaluation)))
                .orElseThrow(call::notFound);
    }

    private TrustBundle bundle(Call call) {
        return type.bundles(trustHub)
                .find(call.accountSid(), call.variable(type.variable()))
                .orElseThrow(call::notFound);
    }

    private ObjectNode represent(Evaluation evaluation) {
        ObjectNode node = ApiStyle.V1.tree(evaluation);
        node.remove("bundle_sid");
        return node.put(Parameter.snakeCase(type.variable()), evaluation.bundleSid())
                .put("url", type.url(evaluation.bundleSid()) + "/Evaluations/" + evaluation.sid());
    }
}
