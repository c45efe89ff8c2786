package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.Notice.Kind;
import dev.tenantry.core.notice.Notice.Severity;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackNonces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /v1/orgs/{orgId}/webhook-address/rotate}: gives an organisation another address for Twilio's callbacks.
 * The former one is accepted until the next rotation; the organisation's next job tells Twilio the new one. Asking
 * again within an hour answers the same and changes nothing. The address itself is not told: nobody but Twilio needs
 * it.
 */
public final class RotateWebhookAddressHandler extends ApiHandler {
    private static final String NEXT =
            "Trigger the organisation with its plan: the job tells Twilio the new address. The former one is accepted "
                    + "until the next rotation.";

    private final CallbackNonces nonces;
    private final NoticeStore notices;
    private final InstantSource clock;

    public RotateWebhookAddressHandler() {
        this(Environment.current());
    }

    private RotateWebhookAddressHandler(Environment environment) {
        this(environment, Table.of(environment));
    }

    private RotateWebhookAddressHandler(Environment environment, Table table) {
        this(table, Oversight.of(table, StackSettings.of(environment)), InstantSource.system());
    }

    RotateWebhookAddressHandler(Table table, Oversight oversight, InstantSource clock) {
        super(Operation.ROTATE_WEBHOOK_ADDRESS, oversight);
        this.nonces = new CallbackNonces(table);
        this.notices = new NoticeStore(table);
        this.clock = clock;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.ADMIN);
    }

    @Override
    protected Response answer(Request request) {
        var orgId = request.orgId();
        var rotatedAt = nonces.rotate(orgId, clock.instant(), request.audit())
                .orElseThrow(() -> new ProblemException(Problems.notFound(
                        "The organisation " + orgId + " has no address for Twilio's callbacks yet.",
                        "Trigger it: POST /v1/orgs/" + orgId + "/provisioning-jobs. The job creates one.")));
        notices.add(notice(orgId, rotatedAt, request.caller().name()));
        return Response.of(
                200, Json.object().put("rotatedAt", Json.time(rotatedAt)).put("nextAction", NEXT), Map.of());
    }

    /** Its id follows from the rotation: who asks again, and gets the same answer, makes no second one. */
    private static Notice notice(OrgId orgId, Instant rotatedAt, String by) {
        return new Notice(
                NoticeId.of(rotatedAt, Kind.WEBHOOK_ADDRESS_ROTATED.word()),
                orgId,
                rotatedAt,
                Kind.WEBHOOK_ADDRESS_ROTATED,
                Severity.INFO,
                "Twilio's callbacks got another address, which the next job tells Twilio",
                by);
    }
}
