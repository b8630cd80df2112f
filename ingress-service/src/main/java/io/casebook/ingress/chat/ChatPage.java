package io.casebook.ingress.chat;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The page itself. Its script and style are files of their own: the platform's headers let nothing inline run. */
@Path("/")
public class ChatPage {
    private final Chat chat;
    private final Template page;
    private final String version;

    /**
     * @param chat what the page is about
     * @param page its template
     */
    @Inject
    public ChatPage(Chat chat, @Location("ingress/chat.html") Template page) {
        this.chat = chat;
        this.page = page;
        this.version = Assets.version();
    }

    /** The page. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response page() {
        chat.requireEnabled();
        var html = page.data("title", chat.title())
                .data("local", chat.localMode())
                .data("version", version)
                .data("longest", Chat.LONGEST_MESSAGE)
                .render();
        return Response.ok(html, MediaType.TEXT_HTML + ";charset=utf-8")
                .header("Cache-Control", "no-cache")
                .build();
    }
}
