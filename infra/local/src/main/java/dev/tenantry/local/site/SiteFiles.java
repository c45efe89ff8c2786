package dev.tenantry.local.site;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files under a folder, which may lie in a jar.
 *
 * <p>A path names a file only if each of its parts begins with a letter or digit: so none leaves the folder, and none
 * shows a hidden file.
 */
final class SiteFiles {

    /** Parts as above, and an extension at the end: a folder, opened as a file, would list what it has. */
    private static final Pattern FILE = Pattern.compile("(/[A-Za-z0-9][A-Za-z0-9._-]*)+\\.[a-z0-9]+");

    private final String folder;

    /** @param folder a {@code file:} or {@code jar:} address that ends in a slash */
    SiteFiles(URI folder) {
        var address = folder.toString();
        if (!address.endsWith("/")) {
            throw new IllegalArgumentException("The address of a folder ends in a slash: " + address);
        }
        this.folder = address.substring(0, address.length() - 1);
    }

    /**
     * Reads a file again at each request, so that changes to it show at the next one.
     *
     * @param path its path from the folder on, beginning with a slash
     * @return the file; empty if there is none
     * @throws IOException if it cannot be read
     */
    Optional<SiteFile> read(String path) throws IOException {
        if (!FILE.matcher(path).matches()) {
            return Optional.empty();
        }
        try (var in = URI.create(folder + path).toURL().openStream()) {
            return Optional.of(new SiteFile(path, in.readAllBytes()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }
}
