package dev.tenantry.core;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * TLS as far as it goes without a partner, for what the first connection loads: the trusted certificates, the first
 * message of a handshake, and the check of a certificate.
 */
final class TlsRehearsal {
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private TlsRehearsal() {}

    /** Rehearses, once in a process. */
    static void run() {
        if (DONE.getAndSet(true)) {
            return;
        }
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init((KeyStore) null);
            Arrays.stream(trust.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .forEach(TlsRehearsal::check);
            try (var answers = new LoopbackAnswers(_ -> "")) {
                greet(answers);
            }
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The JDK has no TLS", impossible);
        }
    }

    /** What is not TLS answers, so the handshake fails after its first message. */
    private static void greet(LoopbackAnswers answers) throws GeneralSecurityException {
        var url = answers.url();
        var sockets = SSLContext.getDefault().getSocketFactory();
        try (var plain = new Socket(url.getHost(), url.getPort());
                var socket = (SSLSocket) sockets.createSocket(plain, url.getHost(), url.getPort(), true)) {
            plain.setSoTimeout(1);
            socket.startHandshake();
        } catch (IOException expected) {
            // As it should be.
        }
    }

    /** One that is trusted by itself: the check needs no other and no network. */
    private static void check(X509TrustManager trust) {
        Arrays.stream(trust.getAcceptedIssuers()).limit(1).forEach(root -> {
            try {
                trust.checkServerTrusted(new X509Certificate[] {root}, "ECDHE_RSA");
            } catch (GeneralSecurityException refused) {
                // A root that has expired, say; the classes are loaded all the same.
            }
        });
    }
}
