package dev.tenantry.local.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            throw new UncheckedIOException(e);
        }
    }

    private byte[] fromFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.write(Files.createFile(file, ownerOnly(file)), fresh());
        }
        return Files.readAllBytes(file);
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
