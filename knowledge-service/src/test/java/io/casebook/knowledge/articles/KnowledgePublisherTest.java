package io.casebook.knowledge.articles;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgePublisherTest {
    private final KnowledgeWorld world = new KnowledgeWorld();
    private final Path folder;

    KnowledgePublisherTest(@TempDir Path agent) throws IOException {
        folder = Files.createDirectory(agent.resolve("knowledge"));
    }

    @Test
    void writes_new_articles_and_leaves_unchanged_ones_alone() throws IOException {
        file("a.md", "# A\n\none");
        file("b.md", "# B\n\ntwo");
        var first = publish();
        file("b.md", "# B\n\nthree");
        var second = publish();
        var third = publish();

        assertThat(first).isEqualTo(new PublishReport(2, 0, 0, 0, java.util.List.of(), java.util.List.of(), 1));
        assertThat(second).isEqualTo(new PublishReport(0, 1, 1, 0, java.util.List.of(), java.util.List.of(), 2));
        assertThat(third).isEqualTo(new PublishReport(0, 0, 2, 0, java.util.List.of(), java.util.List.of(), -1));
        assertThat(world.log()).hasSize(3);
    }

    @Test
    void retires_what_is_gone_from_the_folder_and_publishes_it_again_when_it_is_back() throws IOException {
        file("a.md", "# A\n\none");
        publish();
        Files.delete(folder.resolve("a.md"));
        var gone = publish();
        file("a.md", "# A\n\none");
        var back = publish();

        assertThat(gone.retired()).isEqualTo(1);
        assertThat(world.log().get(1).payload()).isInstanceOf(ArticleRetired.class);
        assertThat(back.added()).isEqualTo(1);
    }

    @Test
    void keeps_the_published_version_of_a_file_that_became_unreadable() throws IOException {
        file("a.md", "# A\n\none");
        publish();
        file("a.md", "---\nvisibility: nobody\n---\n# A\n\ntwo");

        var report = publish();

        assertThat(report.clean()).isFalse();
        assertThat(report.retired()).isZero();
        assertThat(world.index().shelf().find("a")).isNotNull();
    }

    @Test
    void retires_the_old_id_of_a_file_that_got_another() throws IOException {
        file("a.md", "---\nid: old\n---\n# A\n\none");
        publish();
        file("a.md", "---\nid: new\n---\n# A\n\none");

        var report = publish();

        assertThat(report.added()).isEqualTo(1);
        assertThat(report.retired()).isEqualTo(1);
    }

    @Test
    void leaves_articles_of_others_alone() throws IOException {
        world.publish("api", "written by API");
        world.publish(
                "theirs", Articles.article("Theirs", "x").withAgentId("bank").withPath("knowledge/theirs.md"));
        file("api.md", "# Mine\n\nx");
        file("theirs.md", "# Mine\n\nx");
        file("mine.md", "# Mine\n\nx");

        var report = publish();

        assertThat(report.added()).isEqualTo(1);
        assertThat(report.changed()).isZero();
        assertThat(report.retired()).isZero();
        assertThat(report.problems())
                .extracting(ArticleProblem::toString)
                .containsExactly(
                        "knowledge/api.md: the id `api` belongs to an article of the API; choose another id",
                        "knowledge/theirs.md: the id `theirs` belongs to an article of the agent bank; choose another id");
    }

    @Test
    void retires_nothing_when_a_part_of_the_folder_could_not_be_seen() throws IOException {
        file("a.md", "# A\n\none");
        publish();

        var report = publisher()
                .publish(new FolderReading("shop", java.util.List.of(), java.util.List.of(), FolderReading.Seen.PART));

        assertThat(report.retired()).isZero();
    }

    @Test
    void retires_nothing_while_the_folder_is_away_and_says_so() throws IOException {
        file("a.md", "# A\n\none");
        publish();
        Files.delete(folder.resolve("a.md"));
        Files.delete(folder);

        var away = publish();

        assertThat(away.retired()).isZero();
        assertThat(away.problems())
                .singleElement()
                .asString()
                .contains("the folder is not there, so nothing was retired");

        Files.createDirectory(folder);
        var empty = publish();

        assertThat(empty.retired()).isEqualTo(1);
        assertThat(empty.clean()).isTrue();
    }

    @Test
    void has_nothing_to_say_of_an_agent_that_never_had_a_folder() throws IOException {
        Files.delete(folder);

        assertThat(publish().clean()).isTrue();
    }

    @Test
    void tells_of_articles_that_say_nearly_the_same() throws IOException {
        var words =
                "You can return an order within thirty days of delivery. The goods must be unused, in their box, and "
                        + "you tell us before you send them. We pay for the way back and return your money in five working days.";
        file("returns.md", "# Returns\n\n" + words);
        file("other.md", "# Delivery\n\nWe deliver within two days, and on request by express on the next day.");
        publish();
        file("returning.md", "# Returns\n\n" + words.replace("five", "ten"));

        var report = publish();

        assertThat(report.clean()).isTrue();
        assertThat(report.doubts())
                .extracting(ArticleProblem::toString)
                .containsExactly("knowledge/returning.md: says nearly the same as `returns` (86 % of their words); "
                        + "keep one, or say how they differ");
        assertThat(publish().doubts()).isEmpty();
    }

    private PublishReport publish() throws IOException {
        return publisher().publish(ArticleFolder.read(folder, "shop"));
    }

    private KnowledgePublisher publisher() {
        var actor = new Actor(ActorType.SYSTEM, "cli");
        return new KnowledgePublisher(
                world, world.index().shelf(), "default", actor, InstantSource.fixed(Articles.START));
    }

    private void file(String path, String content) throws IOException {
        Files.writeString(folder.resolve(path), content);
    }
}
