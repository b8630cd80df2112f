package io.casebook.ingress.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.casebook.platform.kafka.Subjects;
import io.casebook.schemas.Schemas;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Schemas and subjects, in the shapes that registry clients expect. Registering is refused: the schemas are part of the program. */
@Path("/")
@Produces({RegistryResource.REGISTRY_JSON, MediaType.APPLICATION_JSON})
public class RegistryResource {
    /** The content type that registry clients ask for. */
    static final String REGISTRY_JSON = "application/vnd.schemaregistry.v1+json";

    private static final String LATEST = "latest";
    private static final int NOT_FOUND = 404;
    private static final int INVALID = 422;
    private static final int NO_SUBJECT = 40401;
    private static final int NO_VERSION = 40402;
    private static final int NO_SCHEMA = 40403;
    private static final int BAD_VERSION = 42202;

    private final Subjects subjects;

    /** @param subjects every subject with its versions */
    @Inject
    public RegistryResource(Subjects subjects) {
        this.subjects = subjects;
    }

    /** The kinds of schemas that there are. */
    @GET
    @Path("schemas/types")
    public List<String> types() {
        return List.of("AVRO");
    }

    /** The schema with an id. */
    @GET
    @Path("schemas/ids/{id}")
    public Response schema(@PathParam("id") String id) {
        var schema = byId(id);
        return schema == null ? error(NOT_FOUND, NO_SCHEMA, "Schema not found") : ok(new SchemaText(schema.toString()));
    }

    /** Where the schema with an id is in use. */
    @GET
    @Path("schemas/ids/{id}/versions")
    public Response versionsOf(@PathParam("id") String id) {
        var schema = byId(id);
        if (schema == null) {
            return error(NOT_FOUND, NO_SCHEMA, "Schema not found");
        }
        var wanted = Schemas.idOf(schema);
        return ok(subjects.names().stream()
                .flatMap(subject -> subjects.versions(subject).stream()
                        .filter(version -> version.id() == wanted)
                        .map(version -> new SubjectVersion(subject, version.version())))
                .toList());
    }

    /** Every subject. */
    @GET
    @Path("subjects")
    public List<String> subjects() {
        return subjects.names();
    }

    /** The numbers of a subject's versions. */
    @GET
    @Path("subjects/{subject}/versions")
    public Response versions(@PathParam("subject") String subject) {
        var versions = subjects.versions(subject);
        return versions.isEmpty()
                ? error(NOT_FOUND, NO_SUBJECT, "Subject not found")
                : ok(versions.stream().map(Subjects.Version::version).toList());
    }

    /** A version of a subject, by number or {@code latest}. */
    @GET
    @Path("subjects/{subject}/versions/{version}")
    public Response version(@PathParam("subject") String subject, @PathParam("version") String number) {
        var versions = subjects.versions(subject);
        if (versions.isEmpty()) {
            return error(NOT_FOUND, NO_SUBJECT, "Subject not found");
        }
        if (number.equals(LATEST) || number.equals("-1")) {
            return ok(Registered.of(subject, versions.getLast()));
        }
        if (!number.matches("[1-9]\\d{0,8}")) {
            return error(INVALID, BAD_VERSION, "The version is no number from 1 on and not \"latest\"");
        }
        var wanted = Integer.parseInt(number);
        return versions.stream()
                .filter(version -> version.version() == wanted)
                .findFirst()
                .map(version -> ok(Registered.of(subject, version)))
                .orElseGet(() -> error(NOT_FOUND, NO_VERSION, "Version not found"));
    }

    /** The text alone of a version's schema. */
    @GET
    @Path("subjects/{subject}/versions/{version}/schema")
    public Response text(@PathParam("subject") String subject, @PathParam("version") String number) {
        var answer = version(subject, number);
        return answer.getEntity() instanceof Registered registered ? ok(registered.schema()) : answer;
    }

    private static @Nullable Schema byId(String id) {
        return id.matches("\\d{1,10}") && Long.parseLong(id) <= Integer.MAX_VALUE
                ? Schemas.byId(Integer.parseInt(id))
                : null;
    }

    private static Response ok(Object body) {
        return Response.ok(body).build();
    }

    private static Response error(int status, int code, String message) {
        return Response.status(status).entity(new RegistryError(code, message)).build();
    }

    /**
     * A schema.
     *
     * @param schema its text
     */
    record SchemaText(String schema) {}

    /**
     * Where a schema is in use.
     *
     * @param subject the subject
     * @param version the number of the version
     */
    record SubjectVersion(String subject, int version) {}

    /**
     * A version of a subject.
     *
     * @param subject the subject
     * @param id the schema's id
     * @param version the number of the version
     * @param schema the schema's text
     */
    record Registered(String subject, int id, int version, String schema) {
        private static Registered of(String subject, Subjects.Version version) {
            return new Registered(
                    subject, version.id(), version.version(), version.schema().toString());
        }
    }

    /**
     * A failure, as registries tell it.
     *
     * @param code the registry's code
     * @param message what was wrong
     */
    record RegistryError(@JsonProperty("error_code") int code, String message) {}
}
