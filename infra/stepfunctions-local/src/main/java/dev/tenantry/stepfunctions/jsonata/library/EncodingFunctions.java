package dev.tenantry.stepfunctions.jsonata.library;

import dev.tenantry.stepfunctions.jsonata.Builtin;
import dev.tenantry.stepfunctions.jsonata.Call;
import dev.tenantry.stepfunctions.jsonata.JsonataException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The functions that encode and decode strings. */
final class EncodingFunctions {
    private static final String UNRESERVED = "-_.!~*'()";
    private static final String RESERVED = ";/?:@&=+$,#";

    private EncodingFunctions() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("base64encode", 1, "<s-:s>", EncodingFunctions::base64encode),
                Builtin.of("base64decode", 1, "<s-:s>", EncodingFunctions::base64decode),
                Builtin.of("encodeUrlComponent", 1, "<s-:s>", call -> encode(call, UNRESERVED)),
                Builtin.of("encodeUrl", 1, "<s-:s>", call -> encode(call, UNRESERVED + RESERVED)),
                Builtin.of("decodeUrlComponent", 1, "<s-:s>", call -> decode(call, "")),
                Builtin.of("decodeUrl", 1, "<s-:s>", call -> decode(call, RESERVED)));
    }

    private static Object base64encode(Call call) {
        if (!call.has(0)) {
            return null;
        }
        call.meter().allocateText(call.text(0).length() * 4L / 3 + 4);
        byte[] bytes = call.text(0).getBytes(StandardCharsets.ISO_8859_1);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Object base64decode(Call call) {
        if (!call.has(0)) {
            return null;
        }
        call.meter().allocateText(call.text(0).length());
        byte[] bytes = Base64.getDecoder().decode(call.text(0));
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean isPlain(int character, String plain) {
        return character < 128 && (Character.isLetterOrDigit(character) || plain.indexOf(character) >= 0);
    }

    private static Object encode(Call call, String plain) {
        if (!call.has(0)) {
            return null;
        }
        String text = call.text(0);
        call.meter().allocateText(3L * text.length());
        var encoded = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isPlain(character, plain)) {
                encoded.append((char) character);
            } else if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                throw JsonataException.of("D3140").value(text);
            } else {
                for (byte each : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", each & 0xFF));
                }
            }
        });
        return encoded.toString();
    }

    private static Object decode(Call call, String kept) {
        if (!call.has(0)) {
            return null;
        }
        String text = call.text(0);
        call.meter().allocateText(text.length());
        var decoded = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) != '%') {
                decoded.append(text.charAt(i++));
                continue;
            }
            int end = i;
            while (end < text.length() && text.charAt(end) == '%') {
                end += 3;
            }
            if (end > text.length()) {
                throw JsonataException.of("D3140").value(text);
            }
            decoded.append(decoded(text, i, end, kept));
            i = end;
        }
        return decoded.toString();
    }

    /** Decodes a run of escapes; the characters that are kept stay escaped. */
    private static String decoded(String text, int start, int end, String kept) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * (end - start));
        for (int i = start; i < end; i += 3) {
            int high = Character.digit(text.charAt(i + 1), 16);
            int low = Character.digit(text.charAt(i + 2), 16);
            if (high < 0 || low < 0) {
                throw JsonataException.of("D3140").value(text);
            }
            int value = high * 16 + low;
            if (value < 128 && kept.indexOf(value) >= 0) {
                bytes.put(text.substring(i, i + 3).getBytes(StandardCharsets.US_ASCII));
            } else {
                bytes.put((byte) value);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw JsonataException.of("D3140").value(text);
        }
    }
}
