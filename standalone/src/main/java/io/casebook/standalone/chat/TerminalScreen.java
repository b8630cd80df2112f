package io.casebook.standalone.chat;

import java.io.IOException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A person's terminal: lines can be edited, and messages come in above the line that is being typed. */
final class TerminalScreen implements Screen {
    private static final String PROMPT = "you> ";

    private final Terminal terminal;
    private final LineReader lines;

    TerminalScreen() throws IOException {
        terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        lines = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    @Override
    public @Nullable String read() {
        try {
            return lines.readLine(PROMPT);
        } catch (EndOfFileException | UserInterruptException e) {
            return null;
        }
    }

    @Override
    public void show(String line) {
        lines.printAbove(line);
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    @SuppressWarnings("EmptyCatch") // the program ends, and the terminal with it
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            // Nothing is left to do.
        }
    }
}
