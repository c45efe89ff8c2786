package dev.tenantry.web;

import com.microsoft.playwright.options.ColorScheme;
import dev.tenantry.local.LocalCloud;
import dev.tenantry.local.contract.ContractObserver;
import dev.tenantry.local.traffic.TrafficObserver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The whole system with its page, and a browser to look at it. */
final class LocalSystem implements AutoCloseable {

    private final Chromium chromium;
    private final LocalCloud cloud;
    private final ContractObserver contract;
    private final ApiBackend backend;

    private LocalSystem(Chromium chromium, LocalCloud cloud, ContractObserver contract) {
        this.chromium = chromium;
        this.cloud = cloud;
        this.contract = contract;
        backend = new ApiBackend(cloud.apiUrl(), cloud.twilioUrl(), cloud.devToken());
    }

    /** Starts it, if there is a browser. Its traffic is compared with the documents of the APIs until it is closed. */
    static LocalSystem start() throws IOException, InterruptedException {
        var chromium = Chromium.start();
        try {
            var contract = new ContractObserver();
            return new LocalSystem(chromium, cloud(0, Optional.empty(), contract), contract);
        } catch (IOException | InterruptedException | RuntimeException e) {
            chromium.close();
            throw e;
        }
    }

    /** A system of its own, that keeps its data. */
    static LocalCloud cloud(int port, Optional<Path> data) throws IOException, InterruptedException {
        return cloud(port, data, TrafficObserver.NONE);
    }

    private static LocalCloud cloud(int port, Optional<Path> data, TrafficObserver observer)
            throws IOException, InterruptedException {
        var template = Path.of("../../template.yaml").toAbsolutePath().normalize();
        var options = new LocalCloud.Options(template)
                .port(port)
                .speed(3)
                .site(Page.folder())
                .observer(observer);
        data.ifPresent(options::data);
        return LocalCloud.start(options);
    }

    ApiBackend backend() {
        return backend;
    }

    /** A token that allows everything. */
    String token() {
        return cloud.devToken();
    }

    BrowserSession visit() {
        return visit(BrowserSession.WIDE, ColorScheme.LIGHT);
    }

    BrowserSession visit(int width, ColorScheme scheme) {
        return new BrowserSession(chromium.browser(), cloud.apiUrl(), width, scheme);
    }

    /** A visit to another system. */
    BrowserSession visit(URI base) {
        return new BrowserSession(chromium.browser(), base, BrowserSession.WIDE, ColorScheme.LIGHT);
    }

    @Override
    public void close() {
        backend.close();
        cloud.close();
        chromium.close();
        contract.requireConformance();
    }
}
