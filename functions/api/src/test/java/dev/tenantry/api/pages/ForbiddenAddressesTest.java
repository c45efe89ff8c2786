package dev.tenantry.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that lead to what is not of the public internet: none is connected to. */
class ForbiddenAddressesTest {
    private final AtomicInteger connections = new AtomicInteger();

    /** Addresses that are refused for how they are written, whatever a name would lead to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://owl.example/privacy",
                "HTTP://owl.example/privacy",
                "file:///etc/passwd",
                "ftp://owl.example/privacy",
                "gopher://owl.example/",
                "jar:https://owl.example/a.jar!/b",
                "data:text/html,hello",
                "ldap://owl.example/",
                "//owl.example/privacy",
                "https:owl.example",
                "https:///privacy",
                "https://127.0.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://8.8.8.8/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.0.1.:443/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[2606:4700::1111]/",
                "https://[fe80::1%25eth0]/",
                "https://localhost/",
                "https://LOCALHOST/",
                "https://owl.localhost/",
                "https://localhost.localdomain/",
                "https://printer.local/",
                "https://wiki.internal/",
                "https://metadata.google.internal/computeMetadata/v1/",
                "https://intranet/",
                "https://router.lan/",
                "https://nas.home.arpa/",
                "https://1.0.0.127.in-addr.arpa/",
                "https://owl.onion/",
                "https://owl.example./",
                "https://user@owl.example/",
                "https://user:password@owl.example/",
                "https://owl.example@127.0.0.1/",
                "https://owl.example%40127.0.0.1/",
                "https://owl.example:22/",
                "https://owl.example:8443/",
                "https://owl.example:80/",
                "https://owl_dentists.example/",
            })
    void refusesAnAddressByItsWriting(String address) {
        assertThat(fetched(address, "93.184.216.34")).isInstanceOf(Page.Refused.class);
        assertThat(connections).hasValue(0);
    }

    /** What a name may lead to, which its owner decides. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.255.0.9",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.170",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fd12:3456:789a::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1",
                "5f00::1",
            })
    void refusesANameByItsAddress(String address) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
        assertThat(fetched("https://owl.example/privacy", address)).isInstanceOf(Page.Refused.class);
        assertThat(connections).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "fd00::1"})
    void refusesANameOfWhichOneAddressIsPrivate(String address) {
        assertThat(fetched("https://owl.example/", "93.184.216.34", address)).isInstanceOf(Page.Refused.class);
        assertThat(connections).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "126.1.1.1", "128.0.0.1",
                "169.253.1.1", "172.15.0.1", "172.32.0.1", "192.167.1.1", "198.17.1.1", "198.20.0.1", "223.255.255.254",
                "2606:4700::1111", "2001:4860:4860::8888", "2a00:1450::1", "2001:200::1", "2003::1"
            })
    void takesPublicAddresses(String address) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    /** What becomes of an address, of whose name these are the addresses; a socket counts as a connection. */
    private Page fetched(String url, String... addresses) {
        var address = URI.create(url);
        var fetcher = new PageFetcher(
                host -> List.of(addresses).stream().map(InetAddress::ofLiteral).toList(),
                PublicAddresses::isPublic,
                () -> {
                    connections.incrementAndGet();
                    throw new IllegalStateException("A connection was made");
                },
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                443,
                Duration.ofSeconds(3));
        return fetcher.fetch(Set.of(address)).get(address);
    }
}
