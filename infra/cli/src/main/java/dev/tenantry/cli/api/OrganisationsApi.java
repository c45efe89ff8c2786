package dev.tenantry.cli.api;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Client of the operations that say what organisations have. */
public final class OrganisationsApi {
    private final ProvisioningApi api;
    private final Endpoint endpoint;

    OrganisationsApi(ProvisioningApi api, Endpoint endpoint) {
        this.api = api;
        this.endpoint = endpoint;
    }

    /** What is recorded of an organisation. */
    public Answer<Organisation> organisation(String orgId) throws ApiException, InterruptedException {
        return api.get(endpoint.resolve("v1", "orgs", orgId), Organisation.class);
    }

    /** A page of the organisations whose id or display name begins so, or of all. */
    public Answer<Organisation.Page> list(Optional<String> query, Optional<String> cursor)
            throws ApiException, InterruptedException {
        var parameters = new StringBuilder("?limit=100");
        query.ifPresent(text -> parameters.append("&query=").append(encoded(text)));
        cursor.ifPresent(text -> parameters.append("&cursor=").append(encoded(text)));
        return api.get(URI.create(endpoint.resolve("v1", "orgs") + parameters.toString()), Organisation.Page.class);
    }

    /** Compares an organisation's tenant with Twilio and the plan. Nothing changes by asking. */
    public Answer<Drift> drift(String orgId) throws ApiException, InterruptedException {
        return api.get(endpoint.resolve("v1", "orgs", orgId, "drift"), Drift.class);
    }

    private static String encoded(String text) {
        return ProvisioningApi.encoded(List.of(text));
    }
}
