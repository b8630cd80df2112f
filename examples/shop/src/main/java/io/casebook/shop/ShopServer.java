package io.casebook.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The shop, listening on the loopback address alone: it has no sign-in of its own, for it plays the part of a company's inner service.
 *
 * <p>Start it in a test with {@code ShopServer.start(0, folder)}, or on the command line with {@code --port} and {@code --data}.
 */
public final class ShopServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads;
    private final Store store;

    private ShopServer(HttpServer http, ExecutorService threads, Store store) {
        this.http = http;
        this.threads = threads;
        this.store = store;
    }

    /**
     * Starts the shop.
     *
     * @param port the port on the loopback address, 0 for a free one
     * @param dataDir the folder of its state, made and filled with sample orders if it is new
     * @throws IOException if the port is taken, or the folder cannot be used
     */
    public static ShopServer start(int port, Path dataDir) throws IOException {
        return start(port, dataDir, Clock.systemUTC());
    }

    static ShopServer start(int port, Path dataDir, Clock clock) throws IOException {
        // Without it the JDK's server answers on a kept connection up to 40 ms late (Nagle against delayed
        // acknowledgement).
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        Store store = Store.open(dataDir, clock);
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            http.createContext("/", new Wire(routes(store, url(http))));
            http.setExecutor(threads);
            http.start();
            return new ShopServer(http, threads, store);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** All that the shop answers; {@code openapi.json} describes the same, which a test holds it to. */
    static Router routes(Store store, String url) {
        OrderDesk orders = new OrderDesk(store);
        RefundDesk refunds = new RefundDesk(store);
        AccountDesk accounts = new AccountDesk(store);
        Catalogue catalogue = new Catalogue(store);
        return new Router()
                .on(
                        "GET",
                        "/health",
                        request -> Reply.ok(Json.MAPPER.createObjectNode().put("status", "up")))
                .on("GET", "/openapi.json", request -> Reply.ok(openApi(url)))
                .on("GET", "/orders", orders::list)
                .on("GET", "/orders/{id}", orders::get)
                .on("POST", "/orders/{id}/cancellation", orders::cancel)
                .on("POST", "/orders/{id}/return-labels", orders::returnLabel)
                .on("POST", "/orders/{id}/refunds", refunds::refund)
                .on("GET", "/refunds", refunds::list)
                .on("PUT", "/customers/{id}/address", accounts::changeAddress)
                .on("POST", "/customers/{id}/password-resets", accounts::resetPassword)
                .on("GET", "/customers/{id}/subscription", accounts::subscription)
                .on("DELETE", "/customers/{id}/subscription", accounts::cancelSubscription)
                .on("GET", "/products", catalogue::search);
    }

    private static ObjectNode openApi(String url) {
        try (InputStream in = ShopServer.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from the shop's jar");
            }
            ObjectNode description = (ObjectNode) Json.MAPPER.readTree(in);
            description.putArray("servers").addObject().put("url", url);
            return description;
        } catch (IOException e) {
            throw new IllegalStateException("openapi.json cannot be read", e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** Where it listens, without a slash at the end: the value for {@code SHOP_URL}. */
    public String url() {
        return url(http);
    }

    private static String url(HttpServer http) {
        return "http://localhost:" + http.getAddress().getPort();
    }

    /** Stops listening, lets running requests end, and frees the folder. */
    @Override
    public void close() {
        http.stop(0);
        threads.close();
        store.close();
    }

    /** Runs the shop until the process is ended. */
    public static void main(String[] args) throws IOException {
        Options options;
        try {
            options = Options.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        ShopServer shop = start(options.port(), options.data());
        Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "shop-close"));
        System.out.println("ready " + shop.url() + " data=" + options.data());
    }
}
