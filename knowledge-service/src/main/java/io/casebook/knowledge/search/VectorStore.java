package io.casebook.knowledge.search;

import io.casebook.platform.embedding.Embeddings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps vectors in a file, by the hash of their text, so that a restart need not make them again. It is a cache: the file may be
 * deleted at any time.
 *
 * <p>The file is a header and entries of one fixed size, each with its checksum. An entry that a crash cut short or a disk damaged
 * is passed over, and its vector is made again; a file of another model or version is begun anew. Only one process writes; a second
 * one reads what is there.
 */
public final class VectorStore implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(VectorStore.class);
    private static final long MAGIC = 0x63_62_76_65_63_30_30_31L;
    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES + 16;
    private static final int KEY_BYTES = 16;
    private static final int SCAN_ENTRIES = 256;

    private record Key(long high, long low) {}

    private final FileChannel channel;
    private final int dimensions;
    private final int entryBytes;
    private final Map<Key, Long> offsets = new ConcurrentHashMap<>();
    private boolean writable;
    private long end;

    private VectorStore(FileChannel channel, int dimensions, boolean writable) {
        this.channel = channel;
        this.dimensions = dimensions;
        this.entryBytes = KEY_BYTES + dimensions * Float.BYTES + Integer.BYTES;
        this.writable = writable;
    }

    /**
     * Opens the store of a model in a folder, and makes both where they are missing. Where the folder cannot be used, the service
     * works without: null, and a line in the log.
     */
    public static @Nullable VectorStore open(Path folder, Embeddings embeddings) {
        var model = embeddings.modelId().replaceAll("[^A-Za-z0-9._-]", "_");
        var file = folder.resolve("%s-%d.vectors".formatted(model, embeddings.dimensions()));
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            try {
                var store = new VectorStore(channel, embeddings.dimensions(), lock(channel));
                store.load(header(embeddings));
                return store;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            LOG.warnf(
                    "vectors are not kept over restarts, because %s cannot be used (%s); make the folder writable",
                    file, e.getClass().getSimpleName());
            return null;
        }
    }

    /** The vector of a text; null where the store does not have it. Reading waits for nobody. */
    float @Nullable [] find(String text) {
        var offset = offsets.get(key(digest(text)));
        if (offset == null) {
            return null;
        }
        try {
            var entry = read(offset, entryBytes);
            return entry.remaining() == entryBytes && intact(entry, 0) ? vector(entry, 0) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Keeps the vector of a text. A disk that refuses ends the keeping, not the service. */
    void add(String text, float[] vector) {
        if (vector.length == dimensions) {
            add(digest(text), vector);
        }
    }

    private synchronized void add(byte[] digest, float[] vector) {
        if (!writable) {
            return;
        }
        var entry = ByteBuffer.allocate(entryBytes);
        entry.put(digest, 0, KEY_BYTES);
        for (var value : vector) {
            entry.putFloat(value);
        }
        entry.putInt(checksum(entry.slice(0, entryBytes - Integer.BYTES)));
        entry.flip();
        try {
            write(entry, end);
            offsets.put(key(digest), end);
            end += entryBytes;
        } catch (IOException e) {
            LOG.warnf(
                    "vectors are no longer kept: writing failed (%s)",
                    e.getClass().getSimpleName());
            writable = false;
        }
    }

    /** How many vectors are kept. */
    public int size() {
        return offsets.size();
    }

    @Override
    public synchronized void close() throws IOException {
        writable = false;
        channel.close();
    }

    private void load(ByteBuffer header) throws IOException {
        if (!read(0, HEADER_BYTES).equals(header)) {
            if (writable) {
                channel.truncate(0);
                write(header, 0);
                end = HEADER_BYTES;
            }
            return;
        }
        end = HEADER_BYTES;
        while (true) {
            var block = read(end, SCAN_ENTRIES * entryBytes);
            var entries = block.remaining() / entryBytes;
            for (var i = 0; i < entries; i++) {
                if (intact(block, i * entryBytes)) {
                    var key = new Key(block.getLong(i * entryBytes), block.getLong(i * entryBytes + Long.BYTES));
                    offsets.put(key, end);
                }
                end += entryBytes;
            }
            if (entries < SCAN_ENTRIES) {
                break;
            }
        }
        if (writable && channel.size() > end) {
            channel.truncate(end);
        }
    }

    private ByteBuffer read(long from, int bytes) throws IOException {
        var buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // Until the buffer is full or the file ends.
        }
        return buffer.flip();
    }

    private void write(ByteBuffer buffer, long at) throws IOException {
        var position = at;
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
    }

    private boolean intact(ByteBuffer block, int start) {
        var content = entryBytes - Integer.BYTES;
        return block.getInt(start + content) == checksum(block.slice(start, content));
    }

    private float[] vector(ByteBuffer block, int start) {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++) {
            vector[i] = block.getFloat(start + KEY_BYTES + i * Float.BYTES);
        }
        return vector;
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static ByteBuffer header(Embeddings embeddings) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putLong(MAGIC)
                .putInt(embeddings.dimensions())
                .put(digest(embeddings.modelId()), 0, 16)
                .flip();
    }

    private static Key key(byte[] digest) {
        var buffer = ByteBuffer.wrap(digest);
        return new Key(buffer.getLong(), buffer.getLong());
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int checksum(ByteBuffer content) {
        var checksum = new CRC32C();
        checksum.update(content);
        return (int) checksum.getValue();
    }
}
