package dev.tenantry.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text that {@code up} prints when everything runs. */
final class StartupBanner {
    static final String SIMULATED = "It is simulated: no AWS account, no Twilio account, nothing is bought.";

    private static final String DEFAULT_API = "http://127.0.0.1:8080";

    private StartupBanner() {}

    static List<String> lines(LocalSystem system, Optional<URI> otherTwilio) {
        var lines = new ArrayList<String>();
        lines.add("Tenantry runs on this machine, until Ctrl-C.");
        lines.add(otherTwilio
                .map(twilio -> "AWS is simulated. Twilio is not: the functions call " + twilio
                        + ", which may buy what you ask for.")
                .orElse(SIMULATED));
        lines.add("");
        lines.add("  Page              " + system.api().resolve("/"));
        lines.add("  HTTP API          " + system.api());
        lines.add("  WebSocket API     " + system.live());
        lines.add("  AWS endpoints     " + system.aws());
        lines.add("  Twilio simulator  " + system.twilio());
        if (!system.withoutEffect().isEmpty()) {
            lines.add("");
            lines.add("Declared in the template, without effect locally:");
            system.withoutEffect().forEach(declared -> lines.add("  " + declared));
        }
        lines.add("");
        lines.add("Try:");
        lines.addAll(examples(system));
        return lines;
    }

    private static List<String> examples(LocalSystem system) {
        var api = system.api().toString();
        var endpoint = api.equals(DEFAULT_API) ? "" : " --endpoint " + api;
        var bearer = " -H \"Authorization: Bearer $(infra/provisioning token" + endpoint + ")\"";
        return List.of(
                "  infra/provisioning trigger acme --watch" + endpoint,
                "  curl -s -X POST " + api + "/v1/orgs/acme/provisioning-jobs" + bearer
                        + " -H 'Content-Type: application/json' -d '{}'",
                "  curl -s " + api + "/v1/orgs/acme/provisioning-jobs/latest" + bearer,
                "  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1 \\",
                "    aws stepfunctions list-state-machines --endpoint-url " + system.aws(),
                "  npx wscat -w 60 -x '{\"action\":\"subscribe\",\"orgId\":\"acme\"}' \\",
                "    -c \"$(curl -s -X POST " + api + "/v1/live-tickets" + bearer + " | jq -r .url)\"");
    }
}
