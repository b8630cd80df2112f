package io.casebook.tools.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where the key comes from that seals values: the configuration, or a file beside the service's data. */
public final class VaultKey {
    private static final Logger LOG = Logger.getLogger(VaultKey.class);
    private static final String FILE = "tool-values.key";

    private VaultKey() {}

    /**
     * The key.
     *
     * @param configured base64 of 32 bytes; null where none is configured: then the file's, which is made where it is missing
     */
    public static byte[] of(@Nullable String configured, Path dataDir) {
        if (configured != null) {
            return decoded(configured, "casebook.tools.value-key");
        }
        var file = dataDir.resolve(FILE);
        try {
            return Files.exists(file) ? decoded(Files.readString(file).strip(), file.toString()) : made(file);
        } catch (IOException e) {
            LOG.warnf(
                    "values taken out of tool results can be given back by this process alone: %s cannot be used (%s);"
                            + " set casebook.tools.value-key",
                    file, e.getClass().getSimpleName());
            return random();
        }
    }

    private static byte[] made(Path file) throws IOException {
        var key = random();
        Files.createDirectories(file.toAbsolutePath().getParent());
        var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        var owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, owner);
        } catch (FileAlreadyExistsException e) {
            // Another service on this machine was faster.
            return decoded(Files.readString(file).strip(), file.toString());
        }
        Files.writeString(file, Base64.getEncoder().encodeToString(key), StandardOpenOption.WRITE);
        return key;
    }

    /** A key that nobody else has. */
    public static byte[] random() {
        var key = new byte[Vault.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static byte[] decoded(String text, String where) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length != Vault.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "%s must be the base64 of %d bytes; make one with `openssl rand -base64 %d`"
                            .formatted(where, Vault.KEY_BYTES, Vault.KEY_BYTES));
        }
        return key;
    }
}
