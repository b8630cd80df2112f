package io.casebook.platform.definition;

import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.definition.DefinitionChange;
import io.casebook.vocabulary.definition.DefinitionPublished;
import io.casebook.vocabulary.definition.DefinitionRecord;
import io.casebook.vocabulary.definition.DefinitionReleased;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Every version of every agent that was published, and which of them answer customers: the fold of the definitions topic. A
 * version is compiled when it is asked for first. One thread adds, any thread asks.
 */
public final class DefinitionIndex {
    private static final Logger LOG = Logger.getLogger(DefinitionIndex.class);
    private static final double HASHES = 0x1p64;

    private final Map<DefinitionRef, Version> versions = new ConcurrentHashMap<>();
    private final Map<String, List<DefinitionRef>> byAgent = new ConcurrentHashMap<>();
    private final Map<String, DefinitionReleased> released = new ConcurrentHashMap<>();

    /**
     * Takes the next record of the topic.
     *
     * @return the versions that it concerns: the one that was published, or those that answer from now on
     * @throws IllegalArgumentException if the record contradicts itself
     */
    public List<DefinitionRef> add(DefinitionRecord record) {
        return switch (record.payload()) {
            case DefinitionPublished published -> List.of(publish(record.agentId(), published));
            case DefinitionReleased pointers -> {
                if (!counts(pointers, released.get(record.agentId()))) {
                    yield List.of();
                }
                released.put(record.agentId(), pointers);
                yield answering(record.agentId());
            }
            case DefinitionChange.Unknown unknown -> List.of();
        };
    }

    /**
     * False for a release that was made from another version than the one that answers: somebody was quicker, and would be undone.
     *
     * @param now what counts before it; null for nothing
     */
    public static boolean counts(DefinitionReleased next, @Nullable DefinitionReleased now) {
        var before = next.follows();
        return before == null || (now != null && now.canaryVersion() == null && before.equals(now.liveVersion()));
    }

    private DefinitionRef publish(String agentId, DefinitionPublished published) {
        var ref = new DefinitionRef(agentId, published.version());
        var files = new DefinitionFiles(published.files());
        if (!files.version().equals(published.version())) {
            throw new IllegalArgumentException(
                    "version %s of agent %s has files of version %s; publish the folder again"
                            .formatted(published.version(), agentId, files.version()));
        }
        if (versions.putIfAbsent(ref, new Version(ref, files)) == null) {
            byAgent.merge(agentId, List.of(ref), (known, added) -> {
                var all = new ArrayList<>(known);
                all.addAll(added);
                return List.copyOf(all);
            });
        }
        return ref;
    }

    /** A version, compiled; null where it is not known, or was accepted by rules that no longer hold. */
    public @Nullable CompiledDefinition find(DefinitionRef ref) {
        var version = versions.get(ref);
        return version == null ? null : version.compiled();
    }

    /** The files of a version; null where it is not known. */
    public @Nullable DefinitionFiles files(DefinitionRef ref) {
        var version = versions.get(ref);
        return version == null ? null : version.files;
    }

    /**
     * The version that answers a conversation: always the same for the same conversation while the share stays.
     *
     * @return null where nothing is released
     */
    public @Nullable DefinitionRef answering(String agentId, String conversationId) {
        var pointers = released.get(agentId);
        if (pointers == null) {
            return null;
        }
        var canary = pointers.canaryVersion();
        if (canary != null && place(agentId, conversationId) < pointers.canaryShare()) {
            return new DefinitionRef(agentId, canary);
        }
        return new DefinitionRef(agentId, pointers.liveVersion());
    }

    /** Which versions of an agent answer customers: the live one, and the canary where there is one. */
    public List<DefinitionRef> answering(String agentId) {
        var pointers = released.get(agentId);
        if (pointers == null) {
            return List.of();
        }
        var live = new DefinitionRef(agentId, pointers.liveVersion());
        var canary = pointers.canaryVersion();
        return canary == null || canary.equals(pointers.liveVersion())
                ? List.of(live)
                : List.of(live, new DefinitionRef(agentId, canary));
    }

    /** What was released last for an agent; null where nothing was. */
    public @Nullable DefinitionReleased released(String agentId) {
        return released.get(agentId);
    }

    /** The agents of which something was released. */
    public Set<String> releasedAgents() {
        return new TreeSet<>(released.keySet());
    }

    /** The agents of which something was published. */
    public Set<String> agents() {
        return new TreeSet<>(byAgent.keySet());
    }

    /** The versions of an agent, oldest first. */
    public List<DefinitionRef> versions(String agentId) {
        return byAgent.getOrDefault(agentId, List.of());
    }

    /** Where a conversation stands between 0 and 1, evenly spread over conversations and different for each agent. */
    private static double place(String agentId, String conversationId) {
        var hash = Long.parseUnsignedLong(ContentHash.of(agentId, conversationId), 16);
        var unsigned = hash >= 0 ? (double) hash : (double) hash + HASHES;
        return unsigned / HASHES;
    }

    /** A published version; compiled at most once. */
    private static final class Version {
        private final DefinitionRef ref;
        private final DefinitionFiles files;
        private @Nullable Compilation compilation;

        Version(DefinitionRef ref, DefinitionFiles files) {
            this.ref = ref;
            this.files = files;
        }

        synchronized @Nullable CompiledDefinition compiled() {
            var known = compilation;
            if (known == null) {
                known = DefinitionCompiler.compile(files);
                compilation = known;
                if (known instanceof Compilation.Refused refused) {
                    LOG.errorf(
                            "definition unusable: agent=%s version=%s problems=%d; publish a corrected version, `casebook"
                                    + " check` names the lines",
                            ref.agentId(), ref.version(), refused.problems().size());
                }
            }
            return known instanceof Compilation.Compiled compiled ? compiled.result() : null;
        }
    }
}
