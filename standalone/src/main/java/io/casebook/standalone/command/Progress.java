package io.casebook.standalone.command;

import io.casebook.knowledge.articles.ArticleFolder;
import io.casebook.knowledge.articles.FolderReading;
import io.casebook.standalone.chat.Screens;
import io.casebook.standalone.verify.Verification;
import java.io.IOException;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on the terminal for work that takes longer than a moment. */
final class Progress implements Verification.Listener {
    private final ProgressBar bar;

    private Progress(String task) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setInitialMax(-1)
                .build();
    }

    /** A bar where a person looks, nothing elsewhere. */
    static Verification.Listener onTerminal(String task) {
        return Screens.isTerminal() ? new Progress(task) : new Verification.Listener() {};
    }

    /** Reads a folder of articles and shows how far that is. */
    static FolderReading reading(Path articles, String agentId) throws IOException {
        var progress = onTerminal("files");
        try {
            return ArticleFolder.read(articles, agentId, progress::passed);
        } finally {
            progress.done();
        }
    }

    @Override
    public void passed(long done, long all) {
        bar.maxHint(Math.max(all, done));
        bar.stepTo(done);
    }

    @Override
    public void done() {
        bar.close();
    }
}
