package dev.tenantry.local.badinput;

import java.io.ByteArrayOutputStream;

/** Functions on arrays of bytes. */
final class Bytes {

    private Bytes() {}

    /** The arrays one after another. */
    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
