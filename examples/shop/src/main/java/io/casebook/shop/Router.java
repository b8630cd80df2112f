package io.casebook.shop;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds who answers a request: routes are a method and a path with named parts, {@code /orders/{id}/refunds}. */
final class Router {
    private final List<Route> routes = new ArrayList<>();

    /** Answers one kind of request, or throws a {@link Problem}. */
    @FunctionalInterface
    interface Handler {
        Reply answer(Request request);
    }

    record Route(String method, String template, List<String> segments, Handler handler) {
        Route {
            segments = List.copyOf(segments);
        }

        /** The named parts of the path, empty if the path is not of this route. */
        Optional<Map<String, String>> parts(List<String> path) {
            if (path.size() != segments.size()) {
                return Optional.empty();
            }
            Map<String, String> parts = new LinkedHashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (segment.startsWith("{")) {
                    parts.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(parts);
        }
    }

    record Match(Route route, Map<String, String> parts) {
        Match {
            parts = Map.copyOf(parts);
        }
    }

    Router on(String method, String template, Handler handler) {
        routes.add(new Route(
                method,
                template,
                Request.segments(URI.create(template.replace("{", "%7B").replace("}", "%7D"))),
                handler));
        return this;
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    Match match(String method, URI uri) {
        List<String> path = Request.segments(uri);
        TreeSet<String> others = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> parts = route.parts(path);
            if (parts.isPresent() && route.method().equals(method)) {
                return new Match(route, parts.get());
            }
            if (parts.isPresent()) {
                others.add(route.method());
            }
        }
        if (others.isEmpty()) {
            throw Problem.notFound("There is nothing at this path: GET /openapi.json lists what the shop answers");
        }
        throw Problem.methodNotAllowed(method + " is not possible here, only " + String.join(", ", others));
    }
}
