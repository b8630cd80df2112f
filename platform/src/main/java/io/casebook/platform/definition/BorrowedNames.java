package io.casebook.platform.definition;

import io.casebook.platform.definition.expression.Scope;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that procedures fill, looked up before any of them is read: after a jump that returns, a procedure may use what the
 * other one has filled.
 */
final class BorrowedNames {

    private final Map<String, ProcedureNames> byId;

    private BorrowedNames(Map<String, ProcedureNames> byId) {
        this.byId = byId;
    }

    /** The names in these files; what is wrong with a file is said when it is read. */
    static BorrowedNames of(Map<String, String> files) {
        Map<String, ProcedureNames> byId = new LinkedHashMap<>();
        files.forEach((file, text) -> {
            Problems.InFile unheard = new Problems().in(file);
            FrontMatter parts = FrontMatter.of(text, unheard);
            YamlNode root = parts == null ? null : YamlReader.read(parts.yaml(), parts.linesBefore(), unheard);
            if (root instanceof YamlNode.Mapping mapping) {
                String id = mapping.get("id") instanceof YamlNode.Scalar scalar && !scalar.isNull()
                        ? scalar.text().strip()
                        : ProcedureFile.nameOf(file);
                byId.putIfAbsent(id, ProcedureNames.of(mapping.get("steps"), unheard));
            }
        });
        return new BorrowedNames(byId);
    }

    /** The names that the steps of a procedure may use. */
    Scope scopeOf(String id, @Nullable YamlNode steps, Problems.InFile problems) {
        ProcedureNames own = ProcedureNames.of(steps, problems);
        Set<String> slots = new LinkedHashSet<>(own.slots());
        Set<String> results = new LinkedHashSet<>(own.results());
        Set<String> seen = new HashSet<>(Set.of(id));
        own.returningJumps().forEach(other -> borrow(other, slots, results, seen));
        return Scope.ofProcedure(slots, results);
    }

    /** Every name that a procedure, or one that it comes back from, may have filled. */
    Set<String> filledBy(String id) {
        Set<String> names = new LinkedHashSet<>();
        borrow(id, names, names, new HashSet<>());
        return names;
    }

    private void borrow(String id, Set<String> slots, Set<String> results, Set<String> seen) {
        ProcedureNames names = byId.get(id);
        if (names != null && seen.add(id)) {
            slots.addAll(names.slots());
            results.addAll(names.results());
            names.returningJumps().forEach(other -> borrow(other, slots, results, seen));
        }
    }
}
