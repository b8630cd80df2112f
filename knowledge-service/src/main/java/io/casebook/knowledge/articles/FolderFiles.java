package io.casebook.knowledge.articles;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a folder of articles, by their path from the agent's folder. */
final class FolderFiles {
    /** Most files of a folder. */
    static final int MAX_FILES = 20_000;

    private static final int MAX_DEPTH = 16;

    private final Path folder;
    private final String prefix;
    private final List<ArticleProblem> problems;
    private final TreeMap<String, Path> files = new TreeMap<>();
    private FolderReading.Seen seen = FolderReading.Seen.WHOLE;

    private FolderFiles(Path folder, List<ArticleProblem> problems) {
        this.folder = folder;
        var name = folder.toAbsolutePath().normalize().getFileName();
        this.prefix = name == null ? "" : name + "/";
        this.problems = problems;
    }

    /** Lists a folder; hidden files and folders are left out. What cannot be listed is added to the problems. */
    static FolderFiles of(Path folder, List<ArticleProblem> problems) throws IOException {
        var listing = new FolderFiles(folder, problems);
        if (Files.exists(folder)) {
            // Links are followed, because a mounted ConfigMap is made of them; where they lead is checked before
            // reading.
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, listing.new Visitor());
        } else {
            listing.seen = FolderReading.Seen.NOTHING;
        }
        return listing;
    }

    SortedMap<String, Path> byPath() {
        return files;
    }

    /** How much of what lies below the folder was seen. */
    FolderReading.Seen seen() {
        return seen;
    }

    /** A path with slashes, on every system. */
    static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** The kind of failure without the path, which the message already names. */
    static String reason(IOException e) {
        return e.getClass().getSimpleName().replaceFirst("Exception$", "");
    }

    private void incomplete(Path file, String message) {
        seen = FolderReading.Seen.PART;
        problems.add(new ArticleProblem(path(file), 0, message));
    }

    private String path(Path file) {
        return prefix + slashes(folder.relativize(file));
    }

    private static boolean isHidden(Path path) {
        var name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return !directory.equals(folder) && isHidden(directory)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isDirectory()) {
                incomplete(file, "lies more than " + MAX_DEPTH + " folders deep and was not read; move it up");
            } else if (files.size() == MAX_FILES) {
                incomplete(file, "more than " + MAX_FILES + " files in the folder; the rest was not read");
                return FileVisitResult.TERMINATE;
            } else {
                files.put(path(file), file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            incomplete(file, "cannot be read (%s)".formatted(reason(e)));
            return FileVisitResult.CONTINUE;
        }
    }
}
