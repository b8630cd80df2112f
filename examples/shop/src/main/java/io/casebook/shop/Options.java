package io.casebook.shop;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The command line of the shop: {@code --port} (0 takes a free one) and {@code --data}, the folder of its state. */
record Options(int port, Path data) {
    static final String USAGE =
            "usage: ShopServer [--port PORT] [--data FOLDER]   (default: --port 8090 --data ./data/shop)";

    static Options parse(List<String> arguments) {
        int port = 8090;
        Path data = Path.of("data", "shop");
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--port" -> port = port(value(name, rest));
                case "--data" -> data = Path.of(value(name, rest));
                default -> throw new IllegalArgumentException("unknown option " + name + "\n" + USAGE);
            }
        }
        return new Options(port, data);
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value\n" + USAGE);
        }
        return rest.next();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException("--port must be a number from 0 to 65535, not " + text + "\n" + USAGE);
    }
}
