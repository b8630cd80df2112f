package io.casebook.standalone.command;

import io.casebook.platform.definition.ServerImport;
import io.casebook.standalone.program.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts what was taken over from a server into an agent's folder. */
final class ImportedTools {
    private final Path folder;
    private final Printer printer;

    ImportedTools(Path folder, Printer printer) {
        this.folder = folder;
        this.printer = printer;
    }

    /** The name of a server, as it stands in tools.yaml. */
    static String requireName(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_-]{0,63}")) {
            throw CommandFailure.misused("--server is '%s'; use letters, digits, _ and -".formatted(name));
        }
        return name;
    }

    /**
     * Writes the description, and tools.yaml where there is none yet; an existing one is the author's, who is shown what to add.
     *
     * @param file path of the description within the folder
     */
    int write(String file, String description, ServerImport.Written written) {
        var tools = folder.resolve("tools.yaml");
        var exists = Files.exists(tools);
        try {
            var target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, description);
            if (!exists) {
                Files.writeString(tools, written.toolsYaml());
            }
        } catch (IOException e) {
            throw CommandFailure.failed("%s cannot be written: %s".formatted(folder, e.getMessage()));
        }
        printer.line("wrote " + folder.resolve(file));
        written.leftOut().forEach(reason -> printer.line("left out " + reason));
        if (exists) {
            printer.line("%s is there already; add to it:".formatted(tools));
            printer.line("");
            printer.line(written.toolsYaml().stripTrailing());
        } else {
            printer.line("wrote %s with %d tools; look at each: effect, bind, approve"
                    .formatted(tools, written.tools().size()));
        }
        return 0;
    }
}
