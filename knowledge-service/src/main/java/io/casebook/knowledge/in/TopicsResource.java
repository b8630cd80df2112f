package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.ShelvedTopic;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.JsonBody;
import io.casebook.vocabulary.knowledge.TopicDefined;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Topics that articles belong to. */
@Path("/v1/topics")
@Produces(MediaType.APPLICATION_JSON)
public class TopicsResource {
    private final KnowledgeService service;
    private final ArticleShelf shelf;
    private final ArticleWriter writer;

    TopicsResource(KnowledgeService service, KnowledgeIndex index, ArticleWriter writer) {
        this.service = service;
        this.shelf = index.shelf();
        this.writer = writer;
    }

    /** Defines a topic, or renames or moves it; the same again changes nothing. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response define(InputStream json) {
        var body = JsonBody.parse(json);
        var id = body.id("id").required();
        var name = body.text("name").required().strip();
        var parent = body.id("parent_id").orNull();
        if (name.isEmpty()) {
            throw ApiException.invalid("name", "`name` is empty; give the topic a name");
        }
        if (id.equals(parent)) {
            throw ApiException.invalid("parent_id", "`parent_id` is the topic itself; name another topic or none");
        }
        ArticlesResource.requireCaughtUp(service);
        var known = shelf.topic(id);
        if (known == null || !known.name().equals(name) || !Objects.equals(known.parentId(), parent)) {
            writer.write(id, new TopicDefined(name, parent));
        }
        var answer = Response.ok(shelf.topic(id));
        var warning = body.warning();
        return warning == null
                ? answer.build()
                : answer.header(JsonBody.WARNING_HEADER, warning).build();
    }

    /** All topics, by id. */
    @GET
    public List<ShelvedTopic> list() {
        ArticlesResource.requireCaughtUp(service);
        return shelf.topics();
    }
}
