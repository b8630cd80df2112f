package io.casebook.platform.definition.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the names that a CEL expression uses. */
final class CelReferences {

    private CelReferences() {}

    static List<Reference> in(CelAbstractSyntaxTree ast) {
        Set<String> ownNames = new HashSet<>();
        List<CelNavigableExpr> identifiers = new ArrayList<>();
        CelNavigableAst.fromAst(ast).getRoot().allNodes().forEach(node -> {
            if (node.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
                ownNames.add(node.expr().comprehension().iterVar());
                ownNames.add(node.expr().comprehension().iterVar2());
                ownNames.add(node.expr().comprehension().accuVar());
            } else if (node.getKind() == CelExpr.ExprKind.Kind.IDENT) {
                identifiers.add(node);
            }
        });
        List<Reference> references = new ArrayList<>();
        for (CelNavigableExpr identifier : identifiers) {
            if (!ownNames.contains(identifier.expr().ident().name())) {
                references.add(reference(identifier));
            }
        }
        return guarded(references);
    }

    private static Reference reference(CelNavigableExpr identifier) {
        List<String> path = new ArrayList<>();
        path.add(identifier.expr().ident().name());
        boolean asked = false;
        Optional<CelNavigableExpr> parent = identifier.parent();
        while (parent.isPresent() && parent.get().getKind() == CelExpr.ExprKind.Kind.SELECT) {
            path.add(parent.get().expr().select().field());
            asked = parent.get().expr().select().testOnly();
            parent = parent.get().parent();
        }
        return new Reference(path, asked);
    }

    /** An expression that asks {@code has(results.order)} anywhere may use order everywhere. */
    private static List<Reference> guarded(List<Reference> references) {
        Set<String> asked = new HashSet<>();
        references.stream().filter(Reference::guarded).forEach(reference -> asked.add(reference.name()));
        return references.stream()
                .map(reference -> new Reference(reference.path(), asked.contains(reference.name())))
                .toList();
    }
}
