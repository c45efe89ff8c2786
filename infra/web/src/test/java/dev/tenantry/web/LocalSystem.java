package dev.tenantry.web;

import com.microsoft.playwright.options.ColorScheme;
import dev.tenantry.local.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The whole system with its page, and a browser to look at it. */
final class LocalSystem implements AutoCloseable {

    private final Chromium chromium;
    private final LocalCloud cloud;
    private final Backend backend;

    private LocalSystem(Chromium chromium, LocalCloud cloud) {
        this.chromium = chromium;
        this.cloud = cloud;
        backend = new Backend(cloud.apiUrl(), cloud.twilioUrl());
    }

    /** Starts it, if there is a browser. */
    static LocalSystem start() throws IOException, InterruptedException {
        var chromium = Chromium.start();
        try {
            return new LocalSystem(chromium, cloud(0, Optional.empty()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            chromium.close();
            throw e;
        }
    }

    /** A system of its own, that keeps its data. */
    static LocalCloud cloud(int port, Optional<Path> data) throws IOException, InterruptedException {
        var template = Path.of("../../template.yaml").toAbsolutePath().normalize();
        return LocalCloud.start(new LocalCloud.Options(
                template,
                Map.of(),
                port,
                0,
                0,
                data,
                3,
                LocalCloud.Options.REVIEW_SPEED,
                Optional.empty(),
                Optional.of(Page.folder()),
                0,
                1));
    }

    Backend backend() {
        return backend;
    }

    Visit visit() {
        return visit(Visit.WIDE, ColorScheme.LIGHT);
    }

    Visit visit(int width, ColorScheme scheme) {
        return new Visit(chromium.browser(), cloud.apiUrl(), width, scheme);
    }

    /** A visit to another system. */
    Visit visit(URI base) {
        return new Visit(chromium.browser(), base, Visit.WIDE, ColorScheme.LIGHT);
    }

    @Override
    public void close() {
        backend.close();
        cloud.close();
        chromium.close();
    }
}
