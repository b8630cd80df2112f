package io.casebook.bench.knowledge;

import io.casebook.knowledge.passages.Chunker;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A corpus of any size that is like real articles: each passage is a mixture of two passages of real articles, in words as in meaning
 * (their vectors are mixed too, with a little noise), so that vectors stand as close together as those of real texts do and no model
 * has to run for hours. Everything else is embedded by the real model.
 */
final class Derived implements Embeddings {
    private static final int SECTIONS = 5;
    private static final double NOISE = 0.35;

    private final Embeddings real;
    private final List<PassageText> seeds = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final Map<String, int[]> parents = new ConcurrentHashMap<>();

    Derived(Collection<ArticlePublished> articles, Embeddings real) {
        this.real = real;
        articles.forEach(article -> seeds.addAll(Chunker.passages(article)));
        vectors.addAll(real.embedAll(seeds.stream()
                .map(passage -> passage.title() + "\n" + passage.text())
                .toList()));
    }

    /** Articles with about so many passages together, always the same ones. */
    Map<String, ArticlePublished> articles(int passages) {
        var random = new Random(42);
        var articles = new LinkedHashMap<String, ArticlePublished>();
        for (var number = 0; number * SECTIONS < passages; number++) {
            var body = new StringBuilder();
            for (var section = 0; section < SECTIONS; section++) {
                var one = random.nextInt(seeds.size());
                var other = random.nextInt(seeds.size());
                var mark = "c" + number + "s" + section;
                parents.put(mark, new int[] {one, other});
                body.append("## ")
                        .append(seeds.get(one).path().getLast())
                        .append(' ')
                        .append(mark)
                        .append("\n\n");
                body.append(half(seeds.get(one).text())).append(' ');
                body.append(half(seeds.get(other).text())).append("\n\n");
            }
            articles.put("derived-" + number, Corpus.article("Case " + number, body.toString()));
        }
        return articles;
    }

    @Override
    public String modelId() {
        return "derived-of-" + real.modelId();
    }

    @Override
    public int dimensions() {
        return real.dimensions();
    }

    @Override
    public float[] embed(String text) {
        var end = text.indexOf('\n');
        var title = end < 0 ? "" : text.substring(0, end);
        var mark = title.substring(title.lastIndexOf(' ') + 1);
        var mixed = parents.get(mark);
        return mixed == null ? real.embed(text) : mix(mixed, mark);
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        return texts.stream().map(this::embed).toList();
    }

    private float[] mix(int[] mixed, String mark) {
        var random = new Random(mark.hashCode());
        var one = vectors.get(mixed[0]);
        var other = vectors.get(mixed[1]);
        var mix = new float[one.length];
        var sum = 0.0;
        for (var i = 0; i < mix.length; i++) {
            mix[i] = (float) (0.6 * one[i] + 0.4 * other[i] + NOISE * random.nextGaussian() / Math.sqrt(mix.length));
            sum += mix[i] * mix[i];
        }
        for (var i = 0; i < mix.length; i++) {
            mix[i] /= (float) Math.sqrt(sum);
        }
        return mix;
    }

    /** Whole words of about the half of a text, on one line. */
    private static String half(String text) {
        var line = text.replaceAll("[\\s|#]+", " ");
        var end = line.indexOf(' ', Math.min(line.length() - 1, line.length() / 2));
        return end < 0 ? line : line.substring(0, end);
    }
}
