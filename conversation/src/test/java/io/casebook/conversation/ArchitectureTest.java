package io.casebook.conversation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses HEART = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.casebook.conversation");

    @Test
    void The_heart_is_found_at_all() {
        assertThat(HEART.size()).isGreaterThan(40);
    }

    @Test
    void The_heart_depends_on_nothing_but_the_language_and_the_vocabulary() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..",
                        "io.casebook.conversation..",
                        "io.casebook.schemas..",
                        "io.casebook.vocabulary..",
                        // the supertype of every record of the vocabulary
                        "org.apache.avro..")
                .check(HEART);
    }

    @Test
    void The_heart_asks_no_clock_and_throws_no_dice() {
        noClasses().should().callMethod(Instant.class, "now").check(HEART);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(HEART);
        noClasses().should().callMethod(System.class, "nanoTime").check(HEART);
        noClasses().should().callMethod(java.util.UUID.class, "randomUUID").check(HEART);
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, java.util.Random.class, java.util.concurrent.ThreadLocalRandom.class)
                .check(HEART);
    }
}
