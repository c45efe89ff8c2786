package dev.tenantry.cli;

import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.api.Authorization;
import dev.tenantry.cli.api.DevToken;
import dev.tenantry.cli.api.Endpoint;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.LiveChannel;
import dev.tenantry.cli.api.ProvisioningApi;
import dev.tenantry.cli.display.Displays;
import dev.tenantry.cli.display.JsonDisplay;
import dev.tenantry.cli.watch.JobWatcher;
import dev.tenantry.cli.watch.WatchIntervals;
import java.net.http.HttpClient;
import java.time.Clock;

/**
 * A system to speak to.
 *
 * @param api its HTTP API
 * @param live its WebSocket
 */
record Client(ProvisioningApi api, LiveChannel live) {

    /** A local system, which gives its own tokens. */
    static Client local(Endpoint endpoint, Clock clock) {
        var http = ProvisioningApi.transport();
        return of(http, endpoint, new DevToken(http, endpoint, clock));
    }

    /** Any system. */
    static Client of(Endpoint endpoint, Authorization authorization) {
        return of(ProvisioningApi.transport(), endpoint, authorization);
    }

    private static Client of(HttpClient http, Endpoint endpoint, Authorization authorization) {
        var api = new ProvisioningApi(http, endpoint, authorization);
        return new Client(api, new LiveChannel(http, api));
    }

    /** Follows a job on the terminal; the exit code says whether it came to what was wished. */
    int watch(CommandContext context, Answer<Job> job, WatchOptions how) throws ApiException, InterruptedException {
        var display = how.json()
                ? new JsonDisplay(context.terminal().out())
                : Displays.watching(context.terminal(), context.clock(), how.whileWaiting(), job.value());
        var last = JobWatcher.watch(api, live, WatchIntervals.DEFAULT, display, how.until(), job);
        return how.exitCode(last.value());
    }
}
