package io.casebook.knowledge.articles;

/**
 * Why a file of the folder is no article. The file was skipped as a whole.
 *
 * @param file path from the agent's folder, with slashes
 * @param line line of the file, from 1; 0 where the whole file is meant
 * @param message what is wrong and what to do about it
 */
public record ArticleProblem(String file, int line, String message) {

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
