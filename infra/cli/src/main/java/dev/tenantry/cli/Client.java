package dev.tenantry.cli;

import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.api.Endpoint;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.LiveChannel;
import dev.tenantry.cli.api.ProvisioningApi;
import dev.tenantry.cli.api.SigV4;
import dev.tenantry.cli.follow.JobFollower;
import dev.tenantry.cli.follow.Pace;
import dev.tenantry.cli.show.Displays;
import dev.tenantry.cli.show.JsonDisplay;
import java.net.URI;
import java.util.Optional;

/**
 * A system to speak to.
 *
 * @param api its HTTP API
 * @param live its WebSocket
 */
record Client(ProvisioningApi api, LiveChannel live) {

    static Client of(Endpoint endpoint, Optional<URI> liveEndpoint, Optional<SigV4> signer) {
        var http = ProvisioningApi.transport();
        var api = new ProvisioningApi(http, endpoint, signer);
        return new Client(api, new LiveChannel(http, liveEndpoint, signer));
    }

    /** Follows a job on the terminal; the exit code says whether it came to what was wished. */
    int watch(Context context, Answer<Job> job, Following how) throws ApiException, InterruptedException {
        var display = how.json()
                ? new JsonDisplay(context.terminal().out())
                : Displays.following(context.terminal(), context.clock(), how.whileWaiting(), job.value());
        var last = JobFollower.follow(api, live, Pace.DEFAULT, display, how.goal(), job);
        return how.exitCode(last.value());
    }
}
