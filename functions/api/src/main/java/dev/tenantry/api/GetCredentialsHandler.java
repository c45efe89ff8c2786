package dev.tenantry.api;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Oversight;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.Notice.Kind;
import dev.tenantry.core.notice.Notice.Severity;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.SecretKind;
import dev.tenantry.core.secret.TenantCipher;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /v1/orgs/{orgId}/credentials}: what the operator's back end acts with in an organisation's tenant. Who was
 * handed it is kept as a notice, and nothing is handed out before that.
 */
public final class GetCredentialsHandler extends ApiHandler {
    private final Ledger ledger;
    private final TenantCipher box;
    private final NoticeStore notices;
    private final InstantSource clock;

    public GetCredentialsHandler() {
        this(Environment.current());
    }

    private GetCredentialsHandler(Environment environment) {
        this(environment, Table.of(environment));
    }

    private GetCredentialsHandler(Environment environment, Table table) {
        this(
                table,
                TenantCipher.of(environment),
                Oversight.of(table, StackSettings.of(environment)),
                InstantSource.system());
    }

    GetCredentialsHandler(Table table, TenantCipher box, Oversight oversight, InstantSource clock) {
        super(Operation.READ_CREDENTIALS, oversight);
        this.ledger = new Ledger(table, clock);
        this.box = box;
        this.notices = new NoticeStore(table);
        this.clock = clock;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.CREDENTIALS);
    }

    @Override
    protected Response answer(Request request) {
        var orgId = request.orgId();
        var accountSid = require(ledger.sid(ResourceKind.ACCOUNT.key(orgId)), orgId);
        var key = require(ledger.withSecret(ResourceKind.API_KEY.key(orgId)), orgId);
        var body = Json.object()
                .put("accountSid", accountSid)
                .put("apiKeySid", key.sid())
                .put("apiKeySecret", box.decrypt(orgId, SecretKind.API_KEY, key.secret()));
        var numbers = body.putArray("phoneNumbers");
        ledger.entries(orgId).stream()
                .filter(entry -> entry.key().kind() == ResourceKind.PHONE_NUMBER
                        && entry.sid().isPresent())
                .flatMap(entry -> entry.detail().stream())
                .forEach(numbers::add);
        addNotice(request, orgId, key.sid());
        return Response.of(200, body, Map.of("Cache-Control", "no-store"));
    }

    private void addNotice(Request request, OrgId orgId, String keySid) {
        var now = clock.instant();
        notices.add(new Notice(
                NoticeId.next(now),
                orgId,
                now,
                Kind.CREDENTIALS_READ,
                Severity.INFO,
                "The API key " + keySid + " was handed out with its secret",
                request.caller().name()));
        request.log(
                LogLevel.INFO,
                "The API key " + keySid + " of the organisation " + orgId + " is handed to "
                        + request.caller().name());
    }

    private static <T> T require(Optional<T> recorded, OrgId orgId) {
        return recorded.orElseThrow(() -> new ProblemException(Problems.notFound(
                "The organisation " + orgId + " has no credentials yet.",
                "Trigger it: POST /v1/orgs/" + orgId
                        + "/provisioning-jobs. Its step \"Create API key\" creates them.")));
    }
}
