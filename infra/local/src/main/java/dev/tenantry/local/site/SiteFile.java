package dev.tenantry.local.site;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.jetty.http.MimeTypes;

/** A file of a site, as it was when it was read. */
final class SiteFile {

    private final String path;
    private final byte[] content;

    SiteFile(String path, byte[] content) {
        this.path = path;
        this.content = content;
    }

    byte[] content() {
        return content;
    }

    /** The media type, by the file's extension. */
    String mediaType() {
        var type =
                Optional.ofNullable(MimeTypes.DEFAULTS.getMimeByExtension(path)).orElse("application/octet-stream");
        return type.startsWith("text/") ? type + ";charset=utf-8" : type;
    }

    /** A strong entity tag: another content has another one. */
    String etag() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
