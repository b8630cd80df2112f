package io.casebook.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The house rules that only show where every module is at hand. */
class ArchitectureTest {
    private static final List<String> SERVICES = List.of(
            "io.casebook.ingress..",
            "io.casebook.orchestrator..",
            "io.casebook.gateway..",
            "io.casebook.tools..",
            "io.casebook.knowledge..",
            "io.casebook.escalation..",
            "io.casebook.projections..");
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.casebook");

    @Test
    void Every_service_is_found() {
        for (var service : SERVICES) {
            var prefix = service.replace("..", "");
            assertThat(HOUSE.stream()
                            .filter(type -> type.getPackageName().startsWith(prefix))
                            .count())
                    .as(service)
                    .isGreaterThan(3);
        }
    }

    @Test
    void No_service_depends_on_another() {
        for (var service : SERVICES) {
            var others =
                    SERVICES.stream().filter(other -> !other.equals(service)).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(HOUSE);
        }
    }

    @Test
    void The_platform_depends_on_no_service() {
        noClasses()
                .that()
                .resideInAPackage("io.casebook.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES.toArray(String[]::new))
                .check(HOUSE);
    }

    @Test
    void The_packages_of_a_service_form_no_circles() {
        for (var service : SERVICES) {
            slices().matching(service.replace("..", "") + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    // a service of one package has none
                    .allowEmptyShould(true)
                    .check(HOUSE);
        }
    }
}
