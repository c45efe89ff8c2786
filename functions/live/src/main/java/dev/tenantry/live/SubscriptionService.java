package dev.tenantry.live;

import dev.tenantry.core.access.Caller;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.problem.Problem;
import dev.tenantry.core.storage.JobStore;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Subscribes connections, and brings them up to date.
 *
 * <p>The subscription is stored before anything is read for the client: a change that is stored in between is both read
 * here and broadcast, and one of the two reaches the client whatever the order. It drops what it has seen.
 */
final class SubscriptionService {
    private static final int PAGE_SIZE = 100;

    private final Connections connections;
    private final JobStore jobs;
    private final ConnectionPoster poster;
    private final InstantSource clock;
    private final int pageSize;

    SubscriptionService(Connections connections, JobStore jobs, ConnectionPoster poster, InstantSource clock) {
        this(connections, jobs, poster, clock, PAGE_SIZE);
    }

    /** @param pageSize how many events one query reads */
    SubscriptionService(
            Connections connections, JobStore jobs, ConnectionPoster poster, InstantSource clock, int pageSize) {
        this.connections = connections;
        this.jobs = jobs;
        this.poster = poster;
        this.clock = clock;
        this.pageSize = pageSize;
    }

    /**
     * Subscribes a connection and posts what it has not seen yet.
     *
     * @return the result of sending the frames: delivered when all of them were
     * @throws FrameRejectedException when there is no such topic that the connection's caller may subscribe to
     */
    Delivery subscribe(String connectionId, SubscribeRequest request) throws FrameRejectedException {
        var connection = connections.find(connectionId);
        if (connection.isEmpty()) {
            return new Delivery.Gone();
        }
        var caller = connection.get().caller();
        if (caller.isExpired(clock.instant())) {
            return poster.expire(connectionId);
        }
        authorize(caller, request.topic());
        connections.subscribe(connection.get(), request.topic());
        return switch (request.topic()) {
            case Topic.OfJob job
            when request.after().isPresent() ->
                replay(connectionId, job.id(), request.after().getAsLong());
            case Topic.OfJob job -> snapshot(connectionId, jobs.find(job.id()));
            case Topic.OfOrg org -> snapshot(connectionId, jobs.latest(org.id()));
            case Topic.AllJobs _ -> new Delivery.Delivered();
        };
    }

    /** API Gateway authorizes connections only, so each subscription is held against the caller here. */
    private void authorize(Caller caller, Topic topic) throws FrameRejectedException {
        var isAllowed =
                switch (topic) {
                    case Topic.OfJob job ->
                        jobs.find(job.id(), caller.organisations()).isPresent();
                    case Topic.OfOrg org -> caller.mayActFor(org.id());
                    case Topic.AllJobs _ -> caller.mayActForAll();
                };
        if (!isAllowed) {
            throw new FrameRejectedException(FrameProblems.notFor(topic));
        }
    }

    private Delivery snapshot(String connectionId, Optional<Job> job) {
        return job.map(found -> poster.post(connectionId, ServerFrame.snapshot(found)))
                .orElseGet(Delivery.Delivered::new);
    }

    private Delivery replay(String connectionId, JobId id, long after) {
        var seen = after;
        while (true) {
            var page = jobs.events(id, seen, pageSize);
            if (page.isEmpty()) {
                return new Delivery.Delivered();
            }
            for (var event : page) {
                var delivery = poster.post(connectionId, ServerFrame.of(event));
                if (!(delivery instanceof Delivery.Delivered)) {
                    return interrupted(connectionId, FrameProblems.replayInterrupted(id, seen), delivery);
                }
                seen = event.required("version").longValue();
            }
        }
    }

    /** Sends the client an error frame: it cannot detect missing events when no later event arrives. */
    private Delivery interrupted(String connectionId, Problem problem, Delivery delivery) {
        if (delivery instanceof Delivery.Skipped) {
            poster.post(connectionId, ServerFrame.error(problem));
        }
        return delivery;
    }
}
