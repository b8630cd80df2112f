package io.casebook.knowledge.articles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @TempDir
    Path folder;

    private FolderWatch watch;

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(folder.resolve("a.md"), "one");
        watch = new FolderWatch(folder);
    }

    @Test
    void Nothing_is_told_of_a_folder_at_rest() throws IOException {
        assertThat(watch.changed()).isFalse();
        assertThat(watch.changed()).isFalse();
    }

    @Test
    void A_change_is_told_only_when_the_folder_has_come_to_rest() throws IOException {
        Files.writeString(folder.resolve("b.md"), "half");
        assertThat(watch.changed()).isFalse();
        Files.writeString(folder.resolve("b.md"), "half and half");
        assertThat(watch.changed()).isFalse();
        assertThat(watch.changed()).isTrue();
        watch.taken();
        assertThat(watch.changed()).isFalse();
    }

    @Test
    void A_change_is_told_until_it_is_taken() throws IOException {
        Files.writeString(folder.resolve("b.md"), "b");
        watch.changed();
        assertThat(watch.changed()).isTrue();
        assertThat(watch.changed()).isTrue();
        watch.taken();
        assertThat(watch.changed()).isFalse();
    }

    @Test
    void An_edit_that_keeps_the_length_is_a_change_and_so_is_a_deletion() throws IOException {
        var file = Files.writeString(folder.resolve("a.md"), "two");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        watch.changed();
        assertThat(watch.changed()).isTrue();
        watch.taken();
        Files.delete(file);
        watch.changed();
        assertThat(watch.changed()).isTrue();
    }

    @Test
    void What_is_undone_before_the_folder_came_to_rest_is_no_change() throws IOException {
        var file = Files.writeString(folder.resolve("b.md"), "b");
        watch.changed();
        Files.delete(file);
        watch.changed();
        assertThat(watch.changed()).isFalse();
    }
}
