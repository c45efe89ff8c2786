package dev.tenantry.local.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The secret bytes of keys: each in a file that only its owner can read, or random and gone with the process. */
final class KeyMaterial {

    private static final int KEY_BYTES = 32;

    private final Optional<Path> folder;
    private final SecureRandom random = new SecureRandom();

    KeyMaterial(Optional<Path> folder) {
        this.folder = folder;
    }

    /** The key's bytes from its file; at first, new ones. */
    SecretKey load(UUID id) {
        try {
            var bytes = folder.isPresent() ? fromFile(folder.get().resolve(id + ".key")) : fresh();
            return new SecretKeySpec(bytes, "AES");
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private byte[] fromFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        var bytes = Files.readAllBytes(file);
        if (bytes.length != KEY_BYTES) {
            throw new IOException(file + " is damaged: it has " + bytes.length + " bytes and not " + KEY_BYTES
                    + ". Restore it, or start with another data folder; what it encrypts cannot be read without it");
        }
        return bytes;
    }

    /** A key is in its file wholly or not at all, because a part of one would be taken for damaged later. */
    private void create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var part = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(part);
        Files.write(Files.createFile(part, ownerOnly(part)), fresh());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private byte[] fresh() {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
