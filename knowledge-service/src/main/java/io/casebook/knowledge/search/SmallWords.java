package io.casebook.knowledge.search;

import java.util.Set;

/** English words that say nothing about what a question is about. */
final class SmallWords {
    static final Set<String> ENGLISH =
            Set.of(("a about actually all also am an and any anybody anyone anything are as at "
                            + "be because been before being but by can cannot could did do does doing done else ever every for from "
                            + "get gets getting give go going gonna good got had has have having hello help her here hey hi him his "
                            + "how i if in into is it its just know let like lot many may maybe me mean might much must my need no "
                            + "not now of off ok okay on one only or our out over please possible really say see shall she should "
                            + "so some somebody someone something still such sure take tell than thank thanks that the their them "
                            + "then there these they thing things think this those to too up us very want wanted was way we well "
                            + "were what when where whether which while who whom whose why will wish with would yes yet you your "
                            + "i'm i've i'd i'll don't can't doesn't didn't isn't it's what's where's how's that's there's won't "
                            + "im ive dont cant doesnt didnt isnt whats wheres hows wont")
                    .split(" "));

    private SmallWords() {}
}
