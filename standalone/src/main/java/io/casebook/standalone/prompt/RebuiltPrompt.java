package io.casebook.standalone.prompt;

import io.casebook.gateway.prompt.Prompt;
import io.casebook.gateway.prompt.PromptWriter.Rewritten;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prompt that was written again, and whether it is the one that was sent.
 *
 * @param call the call
 * @param proof what its hash says
 * @param prompt the prompt; null where none can be written
 * @param leftOut how many messages and passages were left out for want of room
 * @param askedAgain true where it says what was wrong with the answer before
 * @param reasons why it is not the one that was sent, or what is missing
 */
public record RebuiltPrompt(
        ModelCall call, Proof proof, @Nullable Prompt prompt, int leftOut, boolean askedAgain, List<String> reasons) {

    /** What comes of comparing hashes. */
    public enum Proof {
        /** It is what was sent. */
        SAME,
        /** It is not what was sent. */
        DIFFERENT,
        /** There is nothing to compare it with: no answer came, or the model that answered is sent no text. */
        UNPROVED
    }

    public RebuiltPrompt {
        reasons = List.copyOf(reasons);
    }

    static RebuiltPrompt same(ModelCall call, Rewritten written) {
        return new RebuiltPrompt(
                call, Proof.SAME, written.prompt(), written.leftOut(), written.askedAgain(), List.of());
    }

    static RebuiltPrompt different(ModelCall call, Prompt prompt, List<String> reasons) {
        return new RebuiltPrompt(call, Proof.DIFFERENT, prompt, 0, false, reasons);
    }

    static RebuiltPrompt unproved(ModelCall call, Prompt prompt, List<String> reasons) {
        return new RebuiltPrompt(call, Proof.UNPROVED, prompt, 0, false, reasons);
    }

    static RebuiltPrompt without(ModelCall call, List<String> reasons) {
        var answered = call.received();
        var comparable = answered != null && answered.promptHash() != null;
        return new RebuiltPrompt(call, comparable ? Proof.DIFFERENT : Proof.UNPROVED, null, 0, false, reasons);
    }
}
