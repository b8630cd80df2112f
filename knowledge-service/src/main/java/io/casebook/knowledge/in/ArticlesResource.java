package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.ShelvedArticle;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.Ids;
import io.casebook.platform.http.JsonBody;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import io.casebook.vocabulary.knowledge.ArticleUsageSet;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Articles by API. Every write is answered once searches of this instance see it. */
@Path("/v1/articles")
@Produces(MediaType.APPLICATION_JSON)
public class ArticlesResource {
    private static final Map<String, Boolean> ON_OFF = Map.of("on", true, "off", false);
    private static final int MOST_ARTICLES = 1_000;

    private final KnowledgeService service;
    private final ArticleShelf shelf;
    private final ArticleWriter writer;

    ArticlesResource(KnowledgeService service, KnowledgeIndex index, ArticleWriter writer) {
        this.service = service;
        this.shelf = index.shelf();
        this.writer = writer;
    }

    /** Publishes an article, or a new version of it; the same content again changes nothing. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(InputStream json) {
        var body = JsonBody.parse(json);
        var id = body.id("id").required();
        requireCaughtUp(service);
        var before = shelf.find(id);
        var article =
                ArticleBody.read(body, before == null ? null : before.version().content());
        if (before == null || !before.version().content().contentHash().equals(article.contentHash())) {
            writer.write(id, article);
        }
        return answer(body, find(id));
    }

    /** Switches an article on or off without a new version. */
    @POST
    @Path("/{id}/usage-status")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response use(@PathParam("id") String id, InputStream json) {
        var body = JsonBody.parse(json);
        var on = body.oneOf("usage_status", ON_OFF).required();
        requireCaughtUp(service);
        if (find(id).usageOn() != on) {
            writer.write(id, new ArticleUsageSet(on));
        }
        return answer(body, find(id));
    }

    /** Takes an article away. Searches at earlier positions still find it. */
    @DELETE
    @Path("/{id}")
    public void retire(@PathParam("id") String id) {
        requireCaughtUp(service);
        if (shelf.find(id) != null) {
            writer.write(id, new ArticleRetired().withReason("deleted by API"));
        } else if (!shelf.isRetired(id)) {
            throw unknown(id);
        }
    }

    /** The articles as they are now, by id. */
    @GET
    public List<ArticleView> list(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("limit") @Nullable String limit) {
        requireCaughtUp(service);
        var most = QueryNumbers.whole("limit", limit, 1, MOST_ARTICLES, MOST_ARTICLES);
        return shelf.articles().stream()
                .filter(article -> article.version().articleId().compareTo(after) > 0)
                .limit(most)
                .map(ArticleView::of)
                .toList();
    }

    /** One article with its text. */
    @GET
    @Path("/{id}")
    public ArticleView get(@PathParam("id") String id) {
        requireCaughtUp(service);
        return ArticleView.withText(find(id));
    }

    /** Before the index has caught up it would answer with what was, as if it were what is. */
    static void requireCaughtUp(KnowledgeService service) {
        if (!service.caughtUp()) {
            throw new ApiException(
                    Code.UNAVAILABLE, "the knowledge index is still reading the log; repeat the call in a moment");
        }
    }

    private ShelvedArticle find(String id) {
        var article = shelf.find(Ids.requireValid("id", id));
        if (article == null) {
            throw unknown(id);
        }
        return article;
    }

    private static ApiException unknown(String id) {
        return new ApiException(
                Code.NOT_FOUND, "there is no article `%s`; list them with GET /v1/articles".formatted(id));
    }

    private static Response answer(JsonBody body, ShelvedArticle article) {
        var answer = Response.ok(ArticleView.of(article));
        var warning = body.warning();
        return warning == null
                ? answer.build()
                : answer.header(JsonBody.WARNING_HEADER, warning).build();
    }
}
