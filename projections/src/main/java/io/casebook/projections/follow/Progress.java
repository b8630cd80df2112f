package io.casebook.projections.follow;

/**
 * How far the reading has come.
 *
 * @param done offsets that are read
 * @param total offsets that were there when reading began
 */
public record Progress(long done, long total) {
    /** Nothing to do. */
    public static final Progress NONE = new Progress(0, 0);

    /** From 0 to 100. */
    public int percent() {
        return total <= 0 ? 100 : Math.clamp(done * 100 / total, 0, 100);
    }
}
