package io.casebook.platform.definition;

import io.casebook.platform.definition.expression.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads an agent's folder from disk, within bounds. */
final class FolderReader {

    private static final int MAX_DEPTH = 8;

    /** What may lie in an agent's folder and is no part of its definition. */
    private static final Set<String> OTHERS = Set.of("models.yaml", "casebook.yaml");

    private static final List<String> FOLDERS = List.of("procedures", "prompts", "scenarios", "tools", "apis");

    private final Path folder;
    private final Map<String, String> files = new TreeMap<>();
    private long total;

    FolderReader(Path folder) {
        this.folder = folder;
    }

    DefinitionFiles read() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + " (an agent is a folder with an agent.yaml in it)");
        }
        Path root = folder.toRealPath();
        // Links are followed because mounted configuration is made of them; where they lead is checked file by file.
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                if (dir.equals(root)) {
                    return FileVisitResult.CONTINUE;
                }
                boolean top = root.equals(dir.getParent());
                return hidden(dir) || (top && !FOLDERS.contains(name(dir)))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!hidden(file)) {
                    take(root, file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof FileSystemLoopException) {
                    throw refuse(relative(root, file), "is a link that leads in a circle", "remove the link");
                }
                throw e;
            }
        });
        return new DefinitionFiles(files);
    }

    private void take(Path root, Path file) throws IOException {
        String path = relative(root, file);
        if (!DefinitionFiles.belongs(path)) {
            refuseMisspelt(path);
            return;
        }
        Path real = file.toRealPath();
        if (!real.startsWith(root)) {
            throw refuse(path, "is a link that leads out of the agent's folder", "copy the file into the folder");
        }
        if (!Files.isRegularFile(real)) {
            throw refuse(path, Files.isDirectory(real) ? "lies too deep" : "is not a regular file", "");
        }
        if (files.size() >= DefinitionFiles.MAX_FILES) {
            throw refuse(path, "is one file too many: a definition has at most " + DefinitionFiles.MAX_FILES, "");
        }
        files.put(path, text(path, real));
    }

    private String text(String path, Path real) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(real)) {
            bytes = in.readNBytes(DefinitionFiles.MAX_TOTAL_BYTES + 1);
        }
        total += bytes.length;
        if (total > DefinitionFiles.MAX_TOTAL_BYTES) {
            throw refuse(
                    path,
                    "makes the definition larger than " + DefinitionFiles.MAX_TOTAL_BYTES + " bytes",
                    "long texts belong into knowledge/");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refuse(path, "is not UTF-8 text", "save it as UTF-8");
        }
    }

    /** A tools.yml that is silently ignored costs somebody an hour. */
    private static void refuseMisspelt(String path) throws IOException {
        String lower = path.toLowerCase(Locale.ROOT);
        if (path.contains("/") || !(lower.endsWith(".yaml") || lower.endsWith(".yml")) || OTHERS.contains(path)) {
            return;
        }
        String meant = lower.replaceFirst("\\.yml$", ".yaml");
        throw refuse(
                path,
                "is no file of an agent",
                Spelling.hint(meant, List.of(DefinitionFiles.AGENT, DefinitionFiles.TOOLS)));
    }

    private static UnreadableDefinitionException refuse(String path, String message, String hint) {
        return new UnreadableDefinitionException(Problem.error(path, 1, "the file " + message, hint));
    }

    private static boolean hidden(Path path) {
        return name(path).startsWith(".");
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static String relative(Path root, Path file) {
        StringBuilder path = new StringBuilder();
        for (Path part : root.relativize(file)) {
            path.append(path.isEmpty() ? "" : "/").append(part);
        }
        return path.toString();
    }
}
