package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;

/** A flaw in the small agent: in a file, a piece is replaced by another, and then this is said. */
record Spoilt(String file, String piece, String other, String said) {

    static final String AGENT = "agent.yaml";
    static final String TOOLS = "tools.yaml";
    static final String REFUND_FILE = SmallAgent.REFUND_FILE;
    static final String RETURNS_FILE = SmallAgent.RETURNS_FILE;

    static Spoilt spoilt(String file, String piece, String other, String said) {
        return new Spoilt(file, piece, other, said);
    }

    void assertRefused() {
        assertThat(assertSaid()).isInstanceOf(Compilation.Refused.class);
    }

    Compilation assertSaid() {
        Compilation compilation =
                SmallAgent.whole().replacing(file, piece, other).compile();
        assertThat(compilation.problems())
                .extracting(Problem::toString)
                .anySatisfy(problem -> assertThat(problem).startsWith(said));
        return compilation;
    }

    @Override
    public String toString() {
        return said;
    }
}
