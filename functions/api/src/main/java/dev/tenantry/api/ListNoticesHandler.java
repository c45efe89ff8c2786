package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.notice.NoticeJson;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.storage.Table;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/orgs/{orgId}/notices?limit&cursor}: an organisation's notices, newest first. */
public final class ListNoticesHandler extends ApiHandler {
    private final NoticeStore notices;

    public ListNoticesHandler() {
        this(new NoticeStore(Table.of(Environment.current())));
    }

    ListNoticesHandler(NoticeStore notices) {
        this.notices = notices;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Set<String> queryParameters() {
        return Set.of("limit", "cursor");
    }

    @Override
    protected Response answer(Request request) {
        var before = request.cursor(NoticeId::isValid).map(NoticeId::new);
        var page = notices.list(request.orgId(), before, request.limit());
        return Response.page("notices", page, NoticeJson::write, request);
    }
}
