package dev.tenantry.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.core.errorcode.Resubmission;
import dev.tenantry.core.json.Json;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/rejections/{code}}: what one of Twilio's codes means, who acts on it and how. */
public final class GetRejectionHandler extends ApiHandler {
    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Response answer(Request request) {
        var code = request.pathParameter("code");
        return ErrorCodes.find(code)
                .map(row -> Response.of(200, json(row), Map.of()))
                .orElseThrow(
                        () -> new ProblemException(
                                Problems.notFound(
                                        "This system knows no such code of Twilio's.",
                                        "Look for it in Twilio's list, https://www.twilio.com/docs/api/errors, or ask Twilio's support.")));
    }

    private static ObjectNode json(ErrorCode row) {
        var json = Json.object()
                .put("code", row.code())
                .put("area", row.area())
                .put("meaning", row.meaning())
                .put("whoActs", row.actor().word())
                .put("whatToDo", row.instruction());
        var pointers = json.putArray("pointers");
        row.pointers().forEach(pointers::add);
        return json.put(
                        "resubmittable",
                        row.resubmission().map(Resubmission::word).orElse(null))
                .put("newRegistration", row.registration().orElse(null))
                .put("fee", row.fee().orElse(null))
                .put("moreInfo", row.moreInfo().toString());
    }
}
