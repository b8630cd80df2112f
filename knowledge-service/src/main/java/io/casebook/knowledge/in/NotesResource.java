package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.articles.ArticleHash;
import io.casebook.knowledge.articles.ArticleRules;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.Notes;
import io.casebook.knowledge.articles.Notes.State;
import io.casebook.knowledge.articles.ShelvedArticle;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.Ids;
import io.casebook.platform.http.JsonBody;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes by API: what holds from one moment to another. */
@Path("/v1/notes")
@Produces(MediaType.APPLICATION_JSON)
public class NotesResource {
    private static final int MOST_NOTES = 1_000;

    private final KnowledgeService service;
    private final ArticleShelf shelf;
    private final ArticleWriter writer;
    private final InstantSource clock = InstantSource.system();

    NotesResource(KnowledgeService service, KnowledgeIndex index, ArticleWriter writer) {
        this.service = service;
        this.shelf = index.shelf();
        this.writer = writer;
    }

    /** Writes a note, or changes it; the same content again changes nothing. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response write(InputStream json) {
        var body = JsonBody.parse(json);
        var id = Ids.requireValid("id", Notes.PREFIX + body.id("id").required());
        ArticlesResource.requireCaughtUp(service);
        var before = shelf.find(id);
        var note = read(body, before == null ? null : before.version().content());
        if (before == null || !before.version().content().contentHash().equals(note.contentHash())) {
            writer.write(id, note);
        }
        var answer = Response.ok(view(find(id)));
        var warning = body.warning();
        return warning == null
                ? answer.build()
                : answer.header(JsonBody.WARNING_HEADER, warning).build();
    }

    private ArticlePublished read(JsonBody body, @Nullable ArticlePublished before) {
        var text = body.text("body").required();
        var began = before == null ? null : before.validFrom();
        var start = body.time("start").or(began == null ? now() : began);
        var end = body.time("end").required();
        refuse(Notes.objection(text, start, end));
        var note = new ArticlePublished(
                body.text("title").or(Notes.title(text)),
                null,
                text,
                "markdown",
                body.oneOf("visibility", ArticleBody.VISIBILITIES).or(Visibility.PUBLIC),
                body.texts("audience"),
                ArticleBody.language(body),
                body.id("topic_id").orNull(),
                ArticleStatus.PUBLISHED,
                start,
                end,
                body.optionalText("author_id"),
                null,
                body.id("agent_id").orNull(),
                null,
                null,
                null,
                "",
                null);
        refuse(ArticleRules.objection(note));
        return ArticleHash.stamp(note);
    }

    /** Ends a note that holds, from now on. One that is over stays as it was. */
    @POST
    @Path("/{id}/end")
    public NoteView end(@PathParam("id") String id) {
        ArticlesResource.requireCaughtUp(service);
        var note = find(Notes.PREFIX + id);
        var content = note.version().content();
        var now = now();
        switch (Notes.state(content, now)) {
            case PLANNED ->
                throw new ApiException(
                        Code.FAILED_PRECONDITION,
                        "the note `%s` has not begun; delete it or move its start".formatted(id));
            case HOLDS -> writer.write(Notes.PREFIX + id, ArticleHash.stamp(content.withValidTo(now)));
            case OVER -> {
                // Nothing is left to end.
            }
        }
        return view(find(Notes.PREFIX + id));
    }

    /** Takes a note away. Searches at earlier positions still find it. */
    @DELETE
    @Path("/{id}")
    public void retire(@PathParam("id") String id) {
        ArticlesResource.requireCaughtUp(service);
        if (shelf.find(Notes.PREFIX + id) != null) {
            writer.write(Notes.PREFIX + id, new ArticleRetired().withReason("deleted by API"));
        } else if (!shelf.isRetired(Notes.PREFIX + id)) {
            throw unknown(id);
        }
    }

    /** The notes as they are now: those that hold first, then what is planned, then what is over, the latest first. */
    @GET
    public List<NoteView> list() {
        ArticlesResource.requireCaughtUp(service);
        return shelf.articles().stream()
                .filter(article -> Notes.isNote(article.version().articleId()))
                .map(this::view)
                .sorted(Comparator.comparing((NoteView note) -> note.state().equals(State.OVER.wireName()))
                        .thenComparing(note -> note.state().equals(State.PLANNED.wireName()))
                        .thenComparing(NoteView::start, Comparator.reverseOrder())
                        .thenComparing(NoteView::id))
                .limit(MOST_NOTES)
                .toList();
    }

    /** One note. */
    @GET
    @Path("/{id}")
    public NoteView get(@PathParam("id") String id) {
        ArticlesResource.requireCaughtUp(service);
        return view(find(Notes.PREFIX + id));
    }

    private NoteView view(ShelvedArticle article) {
        return NoteView.of(article, now());
    }

    /** The log keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private ShelvedArticle find(String articleId) {
        var article = shelf.find(Ids.requireValid("id", articleId));
        if (article == null) {
            throw unknown(articleId.substring(Notes.PREFIX.length()));
        }
        return article;
    }

    private static ApiException unknown(String id) {
        return new ApiException(Code.NOT_FOUND, "there is no note `%s`; list them with GET /v1/notes".formatted(id));
    }

    private static void refuse(ArticleRules.@Nullable Objection objection) {
        if (objection != null) {
            throw ApiException.invalid(objection.field(), objection.message());
        }
    }
}
