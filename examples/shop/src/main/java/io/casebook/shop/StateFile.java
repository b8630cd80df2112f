package io.casebook.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The state on disk: one JSON file, always replaced whole (write a temporary file, force it, rename it), so that a crash at any moment leaves the
 * old state or the new one. A lock keeps a second shop out of the same folder; the operating system frees it when the process dies.
 */
final class StateFile implements AutoCloseable {
    private final Path folder;
    private final Path file;
    private final FileChannel lockChannel;

    private StateFile(Path folder, FileChannel lockChannel) {
        this.folder = folder;
        this.file = folder.resolve("shop.json");
        this.lockChannel = lockChannel;
    }

    static StateFile open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("shop.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new IOException(
                    "The folder " + folder + " is used by another shop: stop it, or choose another --data");
        }
        return new StateFile(folder, channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            // The lock lives as long as its channel, which this object keeps open.
            @SuppressWarnings("resource")
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The state as it was last written, empty at the first start. */
    Optional<ShopState> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ShopState state;
        try {
            state = Json.MAPPER.readValue(Files.readAllBytes(file), ShopState.class);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "The shop's state file " + file + " cannot be read: move it away to start with a fresh shop", e);
        }
        if (state.format() != ShopState.FORMAT) {
            throw new IOException("The shop's state file " + file + " has format " + state.format()
                    + ", this shop reads format " + ShopState.FORMAT + ": move it away to start with a fresh shop");
        }
        return Optional.of(state);
    }

    /** Replaces the state; when this returns, the new one survives a crash. */
    void write(ShopState state) throws IOException {
        Path next = folder.resolve("shop.json.next");
        ByteBuffer bytes = ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(state));
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    /** The rename itself must reach the disk too; file systems that cannot open a folder (Windows) order it themselves. */
    private void forceFolder() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
