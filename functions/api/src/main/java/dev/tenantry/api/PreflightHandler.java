package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.api.pages.Page;
import dev.tenantry.api.pages.PageChecks;
import dev.tenantry.api.pages.PageFetcher;
import dev.tenantry.api.plan.PreflightRequest;
import dev.tenantry.api.preflight.Finding;
import dev.tenantry.api.preflight.Preflight;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code POST /v1/preflights}: the rejections that a plan would meet, by rules about its texts and data, and about the
 * pages that it names where the caller wants those fetched. Nothing is bought, stored or asked of Twilio.
 */
public final class PreflightHandler extends ApiHandler {
    private final Function<Set<URI>, Map<URI, Page>> fetcher;

    public PreflightHandler() {
        this(urls -> new PageFetcher().fetch(urls));
    }

    /** A handler whose pages this fetches. */
    PreflightHandler(Function<Set<URI>, Map<URI, Page>> fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Response answer(Request request) {
        var wanted = request.body().map(PreflightRequest::read).orElse(PreflightRequest.DEFAULT);
        var sent = wanted.plan();
        var findings = new ArrayList<>(Preflight.of(sent.plan(), sent.business()));
        if (wanted.checkPages()) {
            findings.addAll(new PageChecks(fetcher).of(sent.plan(), sent.business()));
        }
        var json = Json.object()
                .put("rejectionExpected", findings.stream().anyMatch(Finding::isRejection))
                .put("businessChecked", sent.business().isPresent());
        var array = json.putArray("findings");
        findings.forEach(finding -> array.add(finding.json()));
        return Response.of(200, json, Map.of());
    }
}
