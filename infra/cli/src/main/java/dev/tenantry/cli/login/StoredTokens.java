package dev.tenantry.cli.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tenantry.cli.api.AccessTokens;
import dev.tenantry.cli.api.Endpoint;
import dev.tenantry.cli.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The access tokens of the logins, one for each address, in a file that only its owner may read. The address is part of
 * a login, so that no server gets a token that is meant for another one.
 */
public final class StoredTokens {
    private static final TypeReference<TreeMap<String, String>> TOKENS = new TypeReference<>() {};

    private final Path file;

    StoredTokens(Path file) {
        this.file = file;
    }

    /** Where the XDG Base Directory Specification says: in $XDG_CONFIG_HOME, or else ~/.config. */
    public static StoredTokens in(Map<String, String> environment) {
        var configuration = Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(environment.getOrDefault("HOME", "."), ".config"));
        return new StoredTokens(configuration.resolve("tenantry").resolve("tokens.json"));
    }

    /**
     * The token for an address.
     *
     * @throws LoginException when it has expired
     */
    public Optional<String> find(Endpoint endpoint, Instant now) throws LoginException {
        var token = Optional.ofNullable(read().get(endpoint.name()));
        var expiry = token.flatMap(AccessTokens::expiry);
        if (expiry.filter(now::isAfter).isPresent()) {
            throw LoginException.expired(endpoint.name(), expiry.get().toString());
        }
        return token;
    }

    /** Stores the token for an address, in place of the one before. */
    public void store(Endpoint endpoint, String token) throws LoginException {
        var tokens = read();
        tokens.put(endpoint.name(), token);
        write(tokens);
    }

    /** Removes the token for an address; whether there was one. */
    public boolean remove(Endpoint endpoint) throws LoginException {
        var tokens = read();
        if (tokens.remove(endpoint.name()) == null) {
            return false;
        }
        write(tokens);
        return true;
    }

    private Map<String, String> read() throws LoginException {
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(file), TOKENS);
        } catch (NoSuchFileException nobodyLoggedIn) {
            return new TreeMap<>();
        } catch (JsonProcessingException damaged) {
            throw new LoginException(file + " is damaged\n  Next: remove it, and log in again", damaged);
        } catch (IOException e) {
            throw new LoginException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Others can never read it, not even while it is written. */
    private void write(Map<String, String> tokens) throws LoginException {
        var ownersFile = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var ownersDirectory = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            Files.createDirectories(file.getParent(), ownersDirectory);
            var written = Files.createTempFile(file.getParent(), "tokens", ".new", ownersFile);
            try {
                Files.write(written, Json.MAPPER.writeValueAsBytes(tokens));
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new LoginException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
