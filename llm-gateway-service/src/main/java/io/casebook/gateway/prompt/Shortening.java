package io.casebook.gateway.prompt;

import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt can do without where a model has no room for all of it: first the oldest messages, one by one, then the passages
 * that fit worst. Never the customer's last words, the instructions, the tools and the results of this turn. A summary is of what
 * it was asked to be of, and a judge needs all passages. Each step is determined by the one before, so that a shortened prompt
 * can be written again.
 */
final class Shortening {
    private Shortening() {}

    /** The request with one thing less; null where nothing can be left out. */
    static @Nullable CompletionRequest once(CompletionRequest request) {
        if (request.purpose() == CompletionPurpose.SUMMARISE) {
            return null;
        }
        var transcript = request.transcript();
        if (transcript.size() > lastWords(request)) {
            return request.withTranscript(transcript.subList(1, transcript.size()));
        }
        var passages = request.passages();
        if (request.purpose() == CompletionPurpose.JUDGE || passages.isEmpty()) {
            return null;
        }
        return request.withPassages(passages.subList(0, passages.size() - 1));
    }

    /** How many messages the customer's last words are, with what was answered to them; one at least. */
    private static int lastWords(CompletionRequest request) {
        var transcript = request.transcript();
        var from = transcript.size();
        while (from > 0 && transcript.get(from - 1).speaker() != Speaker.CUSTOMER) {
            from--;
        }
        while (from > 0 && transcript.get(from - 1).speaker() == Speaker.CUSTOMER) {
            from--;
        }
        return Math.max(1, transcript.size() - from);
    }
}
