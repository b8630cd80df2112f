package io.casebook.standalone.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One process at a time in a folder. The operating system drops the lock with the process, so nothing stays locked after a crash;
 * the process id in the file only tells the next one whom it met.
 */
public final class FolderLock implements AutoCloseable {
    private static final String NAME = "casebook.lock";
    /** The lock covers a byte that is never written, so that others can read the process id on every platform. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_PID = 20;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes a folder where there is none, and locks it for this process.
     *
     * @throws BrokerStartException if it cannot be made or written, or another process has it
     */
    public static FolderLock open(Path folder) {
        try {
            Files.createDirectories(folder);
            return take(folder);
        } catch (FileAlreadyExistsException e) {
            throw new BrokerStartException(
                    "%s is a file, but data is kept in a folder; choose another one with --data"
                            .formatted(folder.toAbsolutePath()),
                    e);
        } catch (IOException e) {
            throw new BrokerStartException(
                    "the data folder %s cannot be made or written (%s); make it writable for this user, free some space, or choose another one with --data"
                            .formatted(folder.toAbsolutePath(), reason(e)),
                    e);
        }
    }

    /**
     * Locks a folder for this process.
     *
     * @throws BrokerStartException if another process has it
     * @throws IOException if the lock file cannot be written
     */
    public static FolderLock take(Path folder) throws IOException {
        var channel = FileChannel.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!lock(channel)) {
                throw new BrokerStartException(
                        "the data folder %s is in use by another Casebook%s; stop that one, or give this one its own folder with --data"
                                .formatted(folder.toAbsolutePath(), holder(channel)));
            }
            var pid =
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
            channel.truncate(0);
            channel.write(pid, 0);
            return new FolderLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether another process has this folder now; its id, or an empty text where it is not told. */
    public static @Nullable String holder(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(NAME))) {
            return null;
        }
        try (var channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return lock(channel) ? null : holder(channel).strip();
        }
    }

    @SuppressWarnings("EmptyCatch") // a process that cannot unlock drops the lock as it ends
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is left to do: the lock goes with the process.
        }
    }

    @SuppressWarnings("resource") // closing the channel releases the lock
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "there is no place for it";
            case FileSystemException known when known.getReason() != null -> known.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static String holder(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(LONGEST_PID);
        var read = channel.read(bytes, 0);
        return read <= 0
                ? ""
                : " (process %s)".formatted(new String(bytes.array(), 0, read, StandardCharsets.US_ASCII));
    }
}
