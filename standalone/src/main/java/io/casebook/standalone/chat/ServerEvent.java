package io.casebook.standalone.chat;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param id its place in the stream; null where it has none
 * @param name what it is
 * @param data its content
 */
public record ServerEvent(@Nullable String id, String name, String data) {

    /** Puts the lines of a stream together to events. */
    public static final class Assembly implements Consumer<String> {
        private final Consumer<ServerEvent> events;
        private final StringBuilder data = new StringBuilder();
        private @Nullable String id;
        private String name = "";

        /** Events go to this consumer as they are complete. */
        public Assembly(Consumer<ServerEvent> events) {
            this.events = events;
        }

        @Override
        public void accept(String line) {
            if (line.isEmpty()) {
                complete();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line));
            } else if (line.startsWith("event:")) {
                name = value(line);
            } else if (line.startsWith("id:")) {
                id = value(line);
            }
        }

        private void complete() {
            if (!data.isEmpty()) {
                events.accept(new ServerEvent(id, name, data.toString()));
            }
            data.setLength(0);
            name = "";
            id = null;
        }

        private static String value(String line) {
            return line.substring(line.indexOf(':') + 1).stripLeading();
        }
    }
}
