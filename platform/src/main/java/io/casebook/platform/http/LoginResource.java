package io.casebook.platform.http;

import io.casebook.platform.config.PlatformSettings;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a person shows a key once; the browser keeps it. */
@Path("/login")
public class LoginResource {
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x7E&&[^\\\\\"<>]]*");
    private final AccessRules rules;

    LoginResource(PlatformSettings settings) {
        this.rules = new AccessRules(settings.apiKeys());
    }

    /** The page with the form. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public String page(@QueryParam("next") @Nullable String next) {
        return page("This page needs one of the installation's API keys.", next);
    }

    /** Takes the key, and leads back to where the person came from. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response logIn(
            @FormParam("key") @Nullable String key, @FormParam("next") @Nullable String next, @Context UriInfo uri) {
        var shown = key == null ? null : key.strip();
        if (shown == null || !rules.isKey(shown)) {
            return Response.status(Code.PERMISSION_DENIED.status())
                    .entity(page("This is not a valid key. Ask whoever runs this installation for one.", next))
                    .build();
        }
        var cookie = new NewCookie.Builder(ApiKeyFilter.COOKIE)
                .value(shown)
                .path("/")
                .httpOnly(true)
                .secure("https".equals(uri.getRequestUri().getScheme()))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
        return Response.seeOther(URI.create(ownPath(next))).cookie(cookie).build();
    }

    private static String page(String status, @Nullable String next) {
        return """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Casebook</title></head>
            <body>
            <main>
            <h1>Casebook</h1>
            <p role="status">%s</p>
            <form method="post" action="/login">
            <label>API key <input name="key" type="password" autocomplete="current-password" required autofocus></label>
            <input name="next" type="hidden" value="%s">
            <button>Log in</button>
            </form>
            </main>
            </body>
            </html>
            """.formatted(status, ownPath(next).replace("&", "&amp;").replace("'", "&#39;"));
    }

    /** Only a path of this service: a link to a login must not lead anywhere else. */
    static String ownPath(@Nullable String next) {
        return next != null && OWN_PATH.matcher(next).matches() ? next : "/";
    }
}
