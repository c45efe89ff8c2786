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
        var cloud = LocalCloud.start(cloudOptions(options, otherTwilio));
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

    private static LocalCloud.Options cloudOptions(LocalOptions options, Optional<URI> otherTwilio) {
        var cloud = new LocalCloud.Options(options.template())
                .parameters(options.parameters())
                .port(options.port())
                .awsPort(options.awsPort())
                .twilioPort(options.twilioPort())
                .speed(options.speed())
                .reviewSpeed(options.reviewSpeed())
                .twilioSeed(options.faults().seed())
                .site(Page.folder());
        options.data().ifPresent(cloud::data);
        otherTwilio.ifPresent(cloud::twilioBaseUrl);
        return cloud;
    }
}
