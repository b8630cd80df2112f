package io.casebook.standalone.program;

/** A command that ends with one line for the user: what is wrong, where, what to do. */
public final class CommandFailure extends RuntimeException {
    /** It did not work. */
    public static final int FAILED = 1;
    /** The command line or a file named on it is wrong. */
    public static final int MISUSED = 2;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** It did not work. */
    public static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, message);
    }

    /** The command line or a file named on it is wrong. */
    public static CommandFailure misused(String message) {
        return new CommandFailure(MISUSED, message);
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}
