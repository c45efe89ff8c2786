package dev.tenantry.cli;

import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.api.Endpoint;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.LiveChannel;
import dev.tenantry.cli.api.ProvisioningApi;
import dev.tenantry.cli.api.SigV4;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.follow.JobFollower;
import dev.tenantry.cli.follow.Pace;
import dev.tenantry.cli.show.Displays;
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

    /** Follows a job to its end on the terminal; the exit code says whether it is COMPLETE. */
    int watch(Context context, Answer<Job> job, boolean json) throws ApiException, InterruptedException {
        return watch(context, job, json, Status.COMPLETE);
    }

    /** Follows a job to its end on the terminal; the exit code says whether it ended as was wished. */
    int watch(Context context, Answer<Job> job, boolean json, Status wished) throws ApiException, InterruptedException {
        var display = Displays.following(context.terminal(), context.clock(), json, job.value());
        return ExitCode.of(
                JobFollower.follow(api, live, Pace.DEFAULT, display, job).value(), wished);
    }
}
