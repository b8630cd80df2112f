package io.casebook.knowledge.gaps;

import java.util.List;

/**
 * How many of some questions ended in a hand-off.
 *
 * @param questions how many questions
 * @param handedOff how many of them ended in a hand-off
 */
public record Share(int questions, int handedOff) {

    static Share of(List<AskedQuestion> questions) {
        return new Share(questions.size(), (int)
                questions.stream().filter(AskedQuestion::handedOff).count());
    }

    /** The rate, 0 to 1; 0 where there is no question. */
    public double rate() {
        return questions == 0 ? 0 : (double) handedOff / questions;
    }
}
