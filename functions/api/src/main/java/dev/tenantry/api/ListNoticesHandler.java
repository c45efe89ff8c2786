package dev.tenantry.api;

import dev.tenantry.core.Environment;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.notice.NoticeJson;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.storage.Table;

/** {@code GET /v1/orgs/{orgId}/notices?limit&cursor}: an organisation's notices, newest first. */
public final class ListNoticesHandler extends ApiHandler {
    private final NoticeStore notices;

    /** Made by Lambda. */
    public ListNoticesHandler() {
        this(new NoticeStore(Table.of(Environment.current())));
    }

    ListNoticesHandler(NoticeStore notices) {
        this.notices = notices;
    }

    @Override
    Response answer(Request request) {
        var before = request.cursor(NoticeId::isValid).map(NoticeId::new);
        var page = notices.list(request.orgId(), before, request.limit());
        return Response.page("notices", page, NoticeJson::write, request);
    }
}
