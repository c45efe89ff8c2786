package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.api.plan.PlanRequest;
import dev.tenantry.api.preflight.Finding;
import dev.tenantry.api.preflight.Preflight;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /v1/preflights}: the rejections that a plan would meet, by rules about its texts and data. Nothing is
 * bought, stored or asked of Twilio.
 */
public final class PreflightHandler extends ApiHandler {
    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Response answer(Request request) {
        var sent = request.body().map(PlanReader::readForPreflight).orElse(PlanRequest.DEFAULT);
        var findings = Preflight.of(sent.plan(), sent.business());
        var json = Json.object()
                .put("rejectionExpected", findings.stream().anyMatch(Finding::isRejection))
                .put("businessChecked", sent.business().isPresent());
        var array = json.putArray("findings");
        findings.forEach(finding -> array.add(finding.json()));
        return Response.of(200, json, Map.of());
    }
}
