package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.access.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code GET /openapi.json} and {@code GET /asyncapi.json}: the contracts of the HTTP API and of the live channel, for
 * anybody. They are those of {@code docs/reference}, as JSON.
 */
public final class DocumentsHandler extends ApiHandler {
    private static final Map<String, String> HEADERS = Map.of("Cache-Control", "public, max-age=300");

    private final String openApi = read("openapi.json");
    private final String asyncApi = read("asyncapi.json");

    @Override
    protected Optional<Scope> scope() {
        return Optional.empty();
    }

    @Override
    protected Response answer(Request request) {
        return Response.text(request.path().endsWith("/asyncapi.json") ? asyncApi : openApi, HEADERS, request);
    }

    private static String read(String name) {
        try (InputStream resource = Objects.requireNonNull(DocumentsHandler.class.getResourceAsStream(name), name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
