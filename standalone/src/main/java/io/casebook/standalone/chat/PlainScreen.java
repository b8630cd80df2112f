package io.casebook.standalone.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines from a file or another program. */
final class PlainScreen implements Screen {
    private final BufferedReader in;
    private final PrintWriter out;

    PlainScreen(InputStream in, PrintWriter out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    @Override
    public @Nullable String read() {
        try {
            var line = in.readLine();
            if (line != null) {
                out.println("you> " + line);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void show(String line) {
        out.println(line);
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public void close() {
        out.flush();
    }
}
