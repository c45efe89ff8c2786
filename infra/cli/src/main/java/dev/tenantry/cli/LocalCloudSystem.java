package dev.tenantry.cli;

import dev.tenantry.local.LocalCloud;
import dev.tenantry.web.Page;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The local host as this command line runs it. Apart, so that commands that only speak to a system never load it. */
final class LocalCloudSystem {
    private LocalCloudSystem() {}

    /** Starts it; see {@link LocalSystem.Starter#start}. */
    static LocalSystem start(LocalOptions options, Optional<URI> otherTwilio) throws IOException, InterruptedException {
        var cloud = LocalCloud.start(new LocalCloud.Options(
                options.template(),
                options.parameters(),
                options.port(),
                options.awsPort(),
                options.twilioPort(),
                options.data(),
                options.speed(),
                options.reviewSpeed(),
                otherTwilio,
                Optional.of(Page.folder()),
                0,
                options.faults().seed()));
        try {
            options.faults().install(cloud.twilioUrl());
        } catch (IOException | InterruptedException | RuntimeException e) {
            cloud.close();
            throw e;
        }
        return new LocalSystem(
                cloud.apiUrl(),
                cloud.liveUrl(),
                cloud.awsUrl(),
                cloud.twilioUrl(),
                cloud.withoutEffect(),
                cloud::close);
    }
}
