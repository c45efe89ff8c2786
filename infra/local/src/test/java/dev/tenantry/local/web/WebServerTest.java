package dev.tenantry.local.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class WebServerTest {

    @Test
    void letsARequestInFlightFinishWhenItCloses() throws Exception {
        var started = new CountDownLatch(1);
        var server = WebServer.start(0, new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                started.countDown();
                var port = Request.getLocalPort(request);
                await().until(() -> !accepts(port));
                Responses.json(
                        response,
                        callback,
                        200,
                        Map.of("virtual", Thread.currentThread().isVirtual()));
                return true;
            }
        });
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.sendAsync(HttpRequest.newBuilder(server.uri()).build(), BodyHandlers.ofString());
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

            CompletableFuture.runAsync(server::close).get(10, TimeUnit.SECONDS);

            assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("{\"virtual\":true}");
        }
    }

    @Test
    void cutsARequestOffThatTakesLongerThanItWaits() throws Exception {
        var started = new CountDownLatch(1);
        var cutOff = new CountDownLatch(1);
        var server = WebServer.start(0, new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopped) {
                    cutOff.countDown();
                    callback.failed(stopped);
                }
                return true;
            }
        });
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.sendAsync(HttpRequest.newBuilder(server.uri()).build(), BodyHandlers.ofString());
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

            CompletableFuture.runAsync(server::close).get(10, TimeUnit.SECONDS);

            assertThat(cutOff.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(answer).failsWithin(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void saysThatThePortIsTaken() {
        try (var server = WebServer.start(0, new Handler.Sequence())) {
            var port = server.port();
            assertThatIllegalStateException()
                    .isThrownBy(() -> WebServer.start(port, new Handler.Sequence()))
                    .withMessageContaining(Integer.toString(port));
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
