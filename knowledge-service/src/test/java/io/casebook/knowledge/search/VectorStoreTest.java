package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.WordEmbeddings;
import io.casebook.knowledge.articles.ArticleShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorStoreTest {
    private final WordEmbeddings embeddings = new WordEmbeddings();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by the test framework
    Path folder;

    @Test
    void a_restart_makes_no_vector_again() throws IOException {
        try (var store = open()) {
            index(store).apply(0, Articles.record(0, "a", Articles.article("A", "## x\n\none\n\n## y\n\ntwo")));
        }
        var made = embeddings.made();
        try (var store = open()) {
            index(store).apply(0, Articles.record(0, "a", Articles.article("A", "## x\n\none\n\n## y\n\ntwo")));
        }

        assertThat(made).isEqualTo(2);
        assertThat(embeddings.made()).isEqualTo(2);
    }

    @Test
    void an_edit_makes_only_the_vectors_that_changed() {
        var index = index(null);
        index.apply(0, Articles.record(0, "a", Articles.article("A", "## x\n\none\n\n## y\n\ntwo")));
        index.apply(1, Articles.record(1, "a", Articles.article("A", "## x\n\none\n\n## y\n\nthree")));

        assertThat(embeddings.made()).isEqualTo(3);
    }

    @Test
    void gives_back_exactly_what_was_kept() throws IOException {
        try (var store = open()) {
            store.add("text", embeddings.embed("text"));
            assertThat(store.find("text")).isEqualTo(embeddings.embed("text"));
            assertThat(store.find("other")).isNull();
        }
        try (var store = open()) {
            assertThat(store.find("text")).isEqualTo(embeddings.embed("text"));
        }
    }

    @Test
    void passes_over_an_entry_that_a_crash_cut_short_and_goes_on_behind_the_last_whole_one() throws IOException {
        keep("one", "two");
        var file = file();
        try (var channel = java.nio.channels.FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) - 7);
        }
        keep("three");

        try (var store = open()) {
            assertThat(store.find("one")).isNotNull();
            assertThat(store.find("two")).isNull();
            assertThat(store.find("three")).isEqualTo(embeddings.embed("three"));
        }
    }

    @Test
    void passes_over_an_entry_that_the_disk_damaged() throws IOException {
        keep("one", "two", "three");
        var bytes = Files.readAllBytes(file());
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(file(), bytes);

        try (var store = open()) {
            assertThat(store.find("one")).isNotNull();
            assertThat(store.find("two")).isNull();
            assertThat(store.find("three")).isNotNull();
        }
    }

    @Test
    void begins_anew_with_a_file_that_is_not_its_own() throws IOException {
        keep("one");
        Files.writeString(file(), "this is something else, and longer than a header");

        keep("two");

        try (var store = open()) {
            assertThat(store.find("one")).isNull();
            assertThat(store.find("two")).isNotNull();
        }
    }

    @Test
    void a_second_process_reads_and_does_not_write() throws IOException {
        try (var first = open();
                var second = open()) {
            first.add("one", embeddings.embed("one"));
            second.add("two", embeddings.embed("two"));

            assertThat(second.find("two")).isNull();
        }
        try (var store = open()) {
            assertThat(store.size()).isEqualTo(1);
        }
    }

    @Test
    void the_service_works_without_a_folder_to_write_to() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThat(VectorStore.open(file.resolve("below"), embeddings)).isNull();
    }

    private void keep(String... texts) throws IOException {
        try (var store = open()) {
            for (var text : texts) {
                store.add(text, embeddings.embed(text));
            }
        }
    }

    private VectorStore open() {
        return Objects.requireNonNull(VectorStore.open(folder, embeddings));
    }

    private Path file() throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private KnowledgeIndex index(@org.jspecify.annotations.Nullable VectorStore store) {
        return new KnowledgeIndex(new ArticleShelf(), new PassageVectors(embeddings, store));
    }
}
