package io.casebook.projections.follow;

import io.casebook.projections.follow.ProjectorLoop.Question;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Those who wait until the tables have come to where the log was when they asked. Used by the projector's thread alone. */
final class Waiting {
    private final Queue<Question> questions;
    private final List<Question> asked = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    Waiting(Queue<Question> questions) {
        this.questions = questions;
    }

    boolean isEmpty() {
        return places.isEmpty() && asked.isEmpty();
    }

    /** Finds out where the log is now, for whoever asked before. */
    void look(Supplier<Map<TopicPartition, Long>> ends, int partitions) {
        // First who asks, then where the log is: an answer must not be older than its question.
        for (var question = questions.poll(); question != null; question = questions.poll()) {
            asked.add(question);
        }
        if (asked.isEmpty()) {
            return;
        }
        var now = new HashMap<Integer, Long>();
        ends.get().forEach((partition, end) -> now.put(partition.partition(), end));
        for (var question : asked) {
            places.add(new Place(question, relevant(question, now, partitions)));
        }
        asked.clear();
    }

    /** Answers those whose place is reached. */
    void answer(Map<Integer, Long> positions) {
        places.removeIf(place -> {
            if (!place.isReached(positions)) {
                return place.question().answer().isDone();
            }
            place.question().answer().complete(null);
            return true;
        });
    }

    /** Nobody knows where the log is. */
    void giveUp(RuntimeException fault) {
        asked.forEach(question -> question.answer().completeExceptionally(fault));
        asked.clear();
    }

    private static Map<Integer, Long> relevant(Question question, Map<Integer, Long> ends, int partitions) {
        var conversationId = question.conversationId();
        if (conversationId == null) {
            return ends;
        }
        var partition = partitionOf(conversationId, partitions);
        return Map.of(partition, ends.getOrDefault(partition, 0L));
    }

    /** Where Kafka's own partitioner puts a key. */
    static int partitionOf(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** Somebody, and where to. */
    private record Place(Question question, Map<Integer, Long> ends) {
        boolean isReached(Map<Integer, Long> positions) {
            return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }
    }
}
