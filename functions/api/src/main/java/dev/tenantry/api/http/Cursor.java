package dev.tenantry.api.http;

import dev.tenantry.core.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Writes the position in a list as a cursor, which is of use for this list alone: it has a checksum of both. It is no
 * signature; see {@code docs/adr/0031-cursors-are-bound-to-their-list.md}.
 */
final class Cursor {
    private static final int CHECKSUM_LENGTH = 16;

    private Cursor() {}

    /** The cursor of a position, which is ASCII. */
    static String of(String position, String list) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((position + checksum(position, list)).getBytes(StandardCharsets.US_ASCII));
    }

    /** The position of a cursor; empty when it is none of this list. */
    static Optional<String> position(String cursor, String list) {
        return decoded(cursor)
                .filter(text -> text.length() > CHECKSUM_LENGTH)
                .map(text -> text.substring(0, text.length() - CHECKSUM_LENGTH))
                .filter(position -> of(position, list).equals(cursor));
    }

    private static Optional<String> decoded(String cursor) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String checksum(String position, String list) {
        return Sha256.hex(list + " " + position).substring(0, CHECKSUM_LENGTH);
    }
}
