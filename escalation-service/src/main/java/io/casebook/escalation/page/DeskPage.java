package io.casebook.escalation.page;

import io.casebook.escalation.EscalationSettings;
import io.casebook.escalation.QueueFollowing;
import io.casebook.escalation.api.Requests;
import io.casebook.escalation.queue.CaseFilter;
import io.casebook.escalation.queue.CaseQueue;
import io.casebook.platform.http.ApiException;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The page, the parts of it that change, and the name of the person who sits at it. */
@Path("/desk")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class DeskPage {
    private static final String COOKIE = "casebook_desk";
    private static final String SOMEBODY = "desk";
    private static final int LISTED = 200;
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final CaseQueue queue;
    private final QueueFollowing following;
    private final Template page;
    private final Template parts;
    private final String title;
    private final String version = Assets.version();
    private final String run = Long.toHexString(System.nanoTime());
    private final InstantSource clock = InstantSource.system();

    /** Shows this queue with these templates. */
    @Inject
    public DeskPage(
            CaseQueue queue,
            QueueFollowing following,
            EscalationSettings settings,
            @Location("escalation/desk.html") Template page,
            @Location("escalation/parts.html") Template parts) {
        this.queue = queue;
        this.following = following;
        this.page = page;
        this.parts = parts;
        this.title = settings.title();
    }

    /** The page. */
    @GET
    public Response desk(@QueryParam("case") @Nullable String chosen, @CookieParam(COOKIE) @Nullable String cookie) {
        var human = human(cookie);
        return html(fill(page, chosen, human)
                        .data("title", title)
                        .data("human", human)
                        .data("known", cookie != null)
                        .data("version", version)
                        .render())
                .build();
    }

    /** The parts of the page that change; 304 where they have not. */
    @GET
    @Path("/parts")
    public Response parts(
            @QueryParam("case") @Nullable String chosen,
            @CookieParam(COOKIE) @Nullable String cookie,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String seen) {
        var human = human(cookie);
        // Which state of the queue, for whom, of which case: a process that starts again counts from the beginning.
        var tag = "\"%s-%d-%b-%s\""
                .formatted(
                        run,
                        queue.version(),
                        following.isComplete(),
                        Integer.toHexString((human + "\n" + chosen).hashCode()));
        if (tag.equals(seen)) {
            return Response.notModified().header(HttpHeaders.ETAG, tag).build();
        }
        return html(fill(parts, chosen, human).render())
                .header(HttpHeaders.ETAG, tag)
                .build();
    }

    /** Who sits at the desk; the browser remembers. */
    @POST
    @Path("/human")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response human(
            @FormParam("human") @Nullable String name,
            @FormParam("case") @Nullable String chosen,
            @Context UriInfo uri) {
        var human = Requests.humanId(name == null || name.isBlank() ? SOMEBODY : name.strip());
        var cookie = new NewCookie.Builder(COOKIE)
                .value(URLEncoder.encode(human, StandardCharsets.UTF_8))
                .path("/desk")
                .maxAge((int) REMEMBERED.toSeconds())
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure("https".equals(uri.getRequestUri().getScheme()))
                .build();
        var back = chosen == null || chosen.isEmpty()
                ? "/desk"
                : "/desk?case=" + URLEncoder.encode(chosen, StandardCharsets.UTF_8);
        return Response.seeOther(URI.create(back)).cookie(cookie).build();
    }

    private TemplateInstance fill(Template template, @Nullable String chosen, String human) {
        var now = clock.instant();
        var waiting = queue.list(CaseFilter.WAITING);
        var shown = chosen == null || chosen.isEmpty() ? null : queue.find(chosen);
        return template.data(
                        "lines",
                        waiting.stream()
                                .limit(LISTED)
                                .map(escalated -> QueueLine.of(escalated, human, chosen, now))
                                .toList())
                .data("total", waiting.size())
                .data("complete", following.isComplete())
                .data("asked", chosen == null ? "" : chosen)
                .data("panel", shown == null ? null : CasePanel.of(shown, human, now));
    }

    /** Whom the cookie names; a cookie that nobody can have got here counts as none. */
    private static String human(@Nullable String cookie) {
        if (cookie == null) {
            return SOMEBODY;
        }
        try {
            return Requests.humanId(URLDecoder.decode(cookie, StandardCharsets.UTF_8));
        } catch (ApiException | IllegalArgumentException e) {
            return SOMEBODY;
        }
    }

    private static Response.ResponseBuilder html(String body) {
        return Response.ok(body, MediaType.TEXT_HTML + ";charset=utf-8").header("Cache-Control", "no-cache");
    }
}
