package dev.tenantry.api.pages;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * The addresses that belong to the public internet. Of IPv6 only what is given out to networks counts, so that whatever
 * is reserved later is refused; of both, nothing that the registries of special purpose addresses name (RFC 6890).
 */
final class PublicAddresses {
    private static final List<Block> SPECIAL_V4 = List.of(
            block("0.0.0.0", 8), // this network
            block("10.0.0.0", 8), // private
            block("100.64.0.0", 10), // carriers' address translation
            block("127.0.0.0", 8), // loopback
            block("169.254.0.0", 16), // link-local, the metadata of cloud machines
            block("172.16.0.0", 12), // private
            block("192.0.0.0", 24), // protocol assignments
            block("192.0.2.0", 24), // documentation
            block("192.31.196.0", 24), // AS112
            block("192.52.193.0", 24), // AMT
            block("192.88.99.0", 24), // relays of 6to4
            block("192.168.0.0", 16), // private
            block("192.175.48.0", 24), // AS112
            block("198.18.0.0", 15), // benchmarks
            block("198.51.100.0", 24), // documentation
            block("203.0.113.0", 24), // documentation
            block("224.0.0.0", 4), // multicast
            block("240.0.0.0", 4)); // reserved, and broadcast
    private static final Block GLOBAL_V6 = block("2000::", 3);
    private static final List<Block> SPECIAL_V6 = List.of(
            block("2001::", 23), // protocol assignments, among them Teredo and ORCHID
            block("2001:db8::", 32), // documentation
            block("2002::", 16), // 6to4, which wraps an IPv4 address
            block("2620:4f:8000::", 48), // AS112
            block("3fff::", 20)); // documentation

    private PublicAddresses() {}

    /** A range of addresses that have their first bits in common. */
    private record Block(InetAddress first, int bits) {
        boolean has(InetAddress address) {
            var expected = first.getAddress();
            var actual = address.getAddress();
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % 8);
                if ((expected[bit / 8] & mask) != (actual[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A range by its first address, which is a literal: nothing is looked up. */
    private static Block block(String first, int bits) {
        return new Block(InetAddress.ofLiteral(first), bits);
    }

    /** Whether an address belongs to the public internet. */
    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address _ -> SPECIAL_V4.stream().noneMatch(block -> block.has(address));
            case Inet6Address _ -> GLOBAL_V6.has(address) && SPECIAL_V6.stream().noneMatch(block -> block.has(address));
            default -> false;
        };
    }
}
