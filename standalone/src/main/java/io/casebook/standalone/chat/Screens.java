package io.casebook.standalone.chat;

import java.io.IOException;
import java.io.PrintWriter;

/** The screen that fits how the program was started. */
public final class Screens {
    private Screens() {}

    /** A person's terminal, or plain lines where input or output is no terminal. */
    public static Screen open(PrintWriter out) throws IOException {
        return isTerminal() ? new TerminalScreen() : new PlainScreen(System.in, out);
    }

    /** True when a person sits at both ends: input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // null where the program is told to do without: -Djdk.console=java.base
    public static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
