package io.casebook.standalone.command;

import io.casebook.standalone.chat.Screens;
import io.casebook.standalone.verify.Verification;
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
