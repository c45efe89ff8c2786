package dev.tenantry.stepfunctions.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param nextToken where the next page begins; empty on the last
 */
record Pages<T>(List<T> items, Optional<String> nextToken) {
    private static final String PREFIX = "page:";

    static <T> Pages<T> of(List<T> all, int size, Optional<String> token) {
        int from = token.map(Pages::position).orElse(0);
        if (from > all.size()) {
            throw ApiException.invalidToken();
        }
        int to = Math.min(all.size(), from + size);
        return new Pages<>(all.subList(from, to), to < all.size() ? Optional.of(token(to)) : Optional.empty());
    }

    private static String token(int position) {
        return Base64.getUrlEncoder().encodeToString((PREFIX + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(PREFIX)) {
                return Integer.parseUnsignedInt(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException _) {
            throw ApiException.invalidToken();
        }
        throw ApiException.invalidToken();
    }
}
