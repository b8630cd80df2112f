package io.casebook.knowledge.articles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Tells when a folder has changed and come to rest. It looks at names, sizes and times, because mounted folders and network drives send
 * no notice of changes.
 */
public final class FolderWatch {
    private final Path folder;
    private String taken;
    private String latest;

    /** @param folder the folder as it is now counts as known */
    public FolderWatch(Path folder) throws IOException {
        this.folder = folder;
        this.taken = state();
        this.latest = taken;
    }

    /**
     * True from a change until it is {@link #taken}: the folder differs from what was known and has stood still since the last look, so that
     * half-written files are not read.
     *
     * @throws IOException if the folder cannot be listed
     */
    public boolean changed() throws IOException {
        var now = state();
        var still = now.equals(latest);
        latest = now;
        return still && !now.equals(taken);
    }

    /** Counts the folder as it was at the last look as known. */
    public void taken() {
        taken = latest;
    }

    private String state() throws IOException {
        var state = new StringBuilder();
        for (var entry : FolderFiles.of(folder, new ArrayList<>()).byPath().entrySet()) {
            state.append(entry.getKey()).append('\n');
            try {
                var file = entry.getValue();
                state.append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis());
            } catch (IOException e) {
                // It went away between the listing and the look: the next look finds it gone.
                state.append('?');
            }
            state.append('\n');
        }
        return state.toString();
    }
}
