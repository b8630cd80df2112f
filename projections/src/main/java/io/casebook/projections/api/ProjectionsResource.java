package io.casebook.projections.api;

import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.JsonBody;
import io.casebook.projections.Projections;
import io.casebook.projections.follow.Projector;
import io.casebook.projections.query.QueryRefusedException;
import io.casebook.projections.query.QueryResult;
import io.casebook.projections.query.SqlQuestion;
import io.casebook.projections.read.TableCounts;
import io.casebook.projections.store.ProjectionException;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables themselves: how they are, computing them anew, asking them in SQL. */
@Path("/projections")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ProjectionsResource {
    private static final long ROWS_BY_DEFAULT = 1_000;

    private final Projections projections;

    /** Asks these tables. */
    @Inject
    public ProjectionsResource(Projections projections) {
        this.projections = projections;
    }

    /** How they are. */
    @GET
    public Map<String, List<ProjectionView>> list() {
        return Map.of("projections", List.of(view(projections.projector())));
    }

    /** Empties them and reads the log from its beginning; answers at once, and {@code GET /projections} tells the progress. */
    @POST
    @Path("/{name}/rebuild")
    @Consumes(MediaType.WILDCARD)
    public Response rebuild(@PathParam("name") String name) {
        if (!name.equals(Projector.NAME)) {
            throw new ApiException(
                    Code.NOT_FOUND, "there is no projection of that name; there is `%s`".formatted(Projector.NAME));
        }
        var projector = projections.projector();
        var fault = projector.fault();
        if (fault != null && fault.reason() == ProjectionException.Reason.LOCKED) {
            throw new ApiException(Code.FAILED_PRECONDITION, fault.text());
        }
        var begun = projector.rebuild(progress -> {});
        return Response.accepted(view(projector))
                .header(HttpHeaders.RETRY_AFTER, begun.isDone() ? 0 : 1)
                .build();
    }

    /** Asks in SQL. */
    @POST
    @Path("/query")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response query(InputStream body) {
        var fields = JsonBody.parse(body);
        var sql = fields.text("sql").required();
        var most = fields.integer("limit").or(ROWS_BY_DEFAULT);
        if (most < 1 || most > SqlQuestion.MOST_ROWS) {
            throw ApiException.invalid("limit", "`limit` must be from 1 to %d".formatted(SqlQuestion.MOST_ROWS));
        }
        var fresh = projections.refresh();
        var answer = Response.ok(ask(sql, most.intValue()));
        var warning = fresh ? fields.warning() : projections.warning(false);
        return (warning == null ? answer : answer.header(JsonBody.WARNING_HEADER, warning)).build();
    }

    private QueryResult ask(String sql, int most) {
        try {
            return projections.question().ask(projections.store(), sql, most);
        } catch (QueryRefusedException e) {
            throw switch (e.reason()) {
                case INVALID -> ApiException.invalid("sql", e.text());
                case TOO_SLOW -> new ApiException(Code.DEADLINE_EXCEEDED, e.text());
                case BUSY -> new ApiException(Code.RESOURCE_EXHAUSTED, e.text());
            };
        }
    }

    private ProjectionView view(Projector projector) {
        var fault = projector.fault();
        var progress = projector.progress();
        return new ProjectionView(
                Projector.NAME,
                projector.state().wireName(),
                projector.job().file().toString(),
                new TreeMap<>(projector.positions()),
                projector.lag(),
                fault == null ? rows(projector) : Map.of(),
                new ProjectionView.ProgressView(progress.done(), progress.total(), progress.percent()),
                fault == null ? null : fault.text());
    }

    private static Map<String, Long> rows(Projector projector) {
        try {
            return TableCounts.of(projector.store());
        } catch (ProjectionException ignored) {
            // They are being opened or replaced at this moment.
            return Map.of();
        }
    }
}
