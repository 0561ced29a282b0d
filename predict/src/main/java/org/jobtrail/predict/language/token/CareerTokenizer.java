package org.jobtrail.predict.language.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.provenance.JobtrailException;

/// A template with a tokenizer: documents as tokens, and the questions at their records.
///
/// Prefix and title are always one string to the tokenizer, for tokens may reach over the border
/// between them. When all titles after sample prompts show that they don't ({@link #separable}),
/// the titles' tokens are the same after every prompt, and one trie serves all questions.
/// Otherwise every question tokenises every title behind its own prefix, which is slow but right.
public final class CareerTokenizer {
  /// Texts that are tokenised to see whether prompts and titles are separable.
  private static final int TRIALS = 8_000;

  /// Titles that are tried behind a preamble as well.
  private static final int BEHIND = 20;

  /// Tokens at a prefix's end that a title may merge with, generously.
  private static final int MERGED = 16;

  private final CareerText text;
  private final Tokenizer tokenizer;
  private final int[] opening;
  private final Optional<Separable> separable;
  private final Map<String, int[]> headers = new ConcurrentHashMap<>();
  private final Map<String, int[]> prompts = new ConcurrentHashMap<>();

  /// What holds when no token reaches over the borders of prompts and titles.
  private static final class Separable {
    final List<int[]> titles;
    final TitleTrie trie;

    /// A text that ends in a line end, before prompts.
    final String context;

    final int[] contextTokens;
    final int[] end;

    Separable(List<int[]> titles, TitleTrie trie, String context, int[] contextTokens, int[] end) {
      this.titles = titles;
      this.trie = trie;
      this.context = context;
      this.contextTokens = contextTokens;
      this.end = end;
    }
  }

  /// @throws JobtrailException.Usage when the tokenizer can't tell two titles apart, or a title has
  ///     no token
  public CareerTokenizer(CareerText text, Tokenizer tokenizer) {
    this.text = text;
    this.tokenizer = tokenizer;
    this.opening = tokenizer.opening();
    this.separable = tried();
    if (separable.isEmpty()) {
      // Titles that can't be told apart are to be found now, not at the first question.
      PanelPerson sample = samples().getFirst();
      asked(sample, 0, 0);
    }
  }

  public CareerText text() {
    return text;
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /// Whether one trie serves all questions; see the class.
  public boolean separable() {
    return this.separable.isPresent();
  }

  /// The trie of all questions; empty when each has its own.
  public Optional<TitleTrie> trie() {
    return separable.map(s -> s.trie);
  }

  /// People whose prompts and headers show every level of the covariates, as far as 8 do.
  private List<PanelPerson> samples() {
    PanelSchema schema = text.schema();
    int most =
        java.util.stream.Stream.concat(schema.fixed().stream(), schema.varying().stream())
            .mapToInt(c -> c.levels().size())
            .max()
            .orElse(1);
    int outcomes = schema.outcomes().size();
    int year = schema.unit() == PeriodUnit.YEAR ? 1 : 4;
    List<PanelPerson> samples = new ArrayList<>();
    for (int i = 0; i < Math.min(8, Math.max(2, most)); i++) {
      int k = i;
      int[] periods = {(1978 + 7 * i) * year, (1978 + 7 * i) * year + 1 + i % 3};
      samples.add(
          new PanelPerson(
              "sample",
              schema.fixed().stream().mapToInt(c -> level(c, k)).toArray(),
              periods,
              new int[] {i % outcomes, (i + 1) % outcomes},
              schema.varying().stream()
                  .map(c -> new int[] {level(c, k), level(c, k + 1)})
                  .toArray(int[][]::new),
              new double[schema.measures().size()][2]));
    }
    return samples;
  }

  private static int level(Covariate covariate, int k) {
    return k % covariate.levels().size();
  }

  /// A preamble ends in a line end like the lines between records; the trials do without it, for
  /// it would be tokenised thousands of times, and a few of them are made again behind it.
  private Optional<Separable> tried() {
    if (text.preamble().isEmpty()) {
      return tried(text);
    }
    String prefix = text.prefix(samples().getFirst(), 0, 0);
    int[] before = tokenizer.encode(prefix);
    return tried(text.after(""))
        .filter(
            found ->
                IntStream.range(0, Math.min(BEHIND, found.titles.size()))
                    .allMatch(
                        k ->
                            after(prefix, before, text.continuation(k))
                                .filter(own -> Arrays.equals(own, found.titles.get(k)))
                                .isPresent()));
  }

  private Optional<Separable> tried(CareerText text) {
    List<PanelPerson> samples = samples();
    int titles = text.titles().size();
    List<String> contexts =
        samples.stream()
            .flatMap(p -> java.util.stream.Stream.of(text.prefix(p, 0, 0), text.prefix(p, 0, 1)))
            .limit(Math.max(4, TRIALS / titles))
            .toList();
    List<int[]> tokens = new ArrayList<>();
    for (String context : contexts) {
      int[] before = tokenizer.encode(context);
      for (int k = 0; k < titles; k++) {
        Optional<int[]> title = after(context, before, text.continuation(k));
        if (title.isEmpty() || (k < tokens.size() && !Arrays.equals(tokens.get(k), title.get()))) {
          return Optional.empty();
        }
        if (k == tokens.size()) {
          tokens.add(title.get());
        }
      }
    }
    PanelPerson first = samples.getFirst();
    String context = text.header(first) + text.line(first, 0);
    int[] contextTokens = tokenizer.encode(context);
    Optional<int[]> end = after(context, contextTokens, text.end());
    Optional<int[]> next = after(context, contextTokens, text.prompt(first, 1));
    if (end.isEmpty() || next.isEmpty()) {
      return Optional.empty();
    }
    String prefix = text.prefix(first, 0, 0);
    int[] prefixTokens = tokenizer.encode(prefix);
    for (int k = 0; k < titles; k++) {
      int[] whole = tokenizer.encode(prefix + text.continuation(k) + text.prompt(first, 1));
      if (!Arrays.equals(whole, joined(prefixTokens, tokens.get(k), next.get()))) {
        return Optional.empty();
      }
    }
    TitleTrie trie = TitleTrie.of(tokens, text.titles().all());
    return Optional.of(new Separable(tokens, trie, context, contextTokens, end.get()));
  }

  /// The tokens that a text adds; empty when it changes those before it.
  private Optional<int[]> after(String before, int[] beforeTokens, String added) {
    int[] whole = tokenizer.encode(before + added);
    return Tokens.standsAt(whole, 0, beforeTokens)
        ? Optional.of(Arrays.copyOfRange(whole, beforeTokens.length, whole.length))
        : Optional.empty();
  }

  private static int[] joined(int[]... parts) {
    Tokens tokens = new Tokens();
    for (int[] part : parts) {
      tokens.add(part);
    }
    return tokens.toArray();
  }

  /// The person's whole document.
  public CareerTokens of(PanelPerson person) {
    return of(person, 0);
  }

  /// The document without the lines before record `from`.
  public CareerTokens of(PanelPerson person, int from) {
    int[] tokens = joined(opening, tokenizer.encode(text.document(person, from)));
    return separable
        .flatMap(s -> composed(s, person, from, tokens))
        .orElseGet(() -> aligned(person, from, tokens));
  }

  /// The document with as many of the newest lines as fit.
  ///
  /// @param maximum tokens in all
  /// @throws JobtrailException.Usage if not even the newest line fits behind the header
  public CareerTokens newest(PanelPerson person, int maximum) {
    CareerTokens all = of(person);
    for (int from = 0; from < person.size(); from++) {
      if (all.length() - (all.lineStart(from) - all.headerEnd()) <= maximum) {
        CareerTokens part = from == 0 ? all : of(person, from);
        if (part.length() <= maximum) {
          return part;
        }
      }
    }
    throw tooLong(person, of(person, person.size() - 1).length(), maximum);
  }

  /// The person's records over as many documents as it takes: each begins with the header and holds
  /// the next lines that fit, so that every record stands in exactly one of them.
  ///
  /// @param maximum tokens of each
  /// @throws JobtrailException.Usage if a line doesn't fit behind the header
  public List<CareerTokens> windows(PanelPerson person, int maximum) {
    List<CareerTokens> windows = new ArrayList<>();
    int from = 0;
    while (from < person.size()) {
      int to = person.size();
      CareerTokens window = of(person.prefix(to), from);
      while (window.length() > maximum) {
        if (to == from + 1) {
          throw tooLong(person, window.length(), maximum);
        }
        to--;
        // A jump to where it may fit, by the places in the window that was too long.
        while (to > from + 1 && window.titleEnd(to - 1) > maximum) {
          to--;
        }
        window = of(person.prefix(to), from);
      }
      windows.add(window);
      from = to;
    }
    return windows;
  }

  private static JobtrailException.Usage tooLong(PanelPerson person, int needed, int maximum) {
    return new JobtrailException.Usage(
        "person "
            + person.id()
            + ": the header and one record take "
            + needed
            + " tokens, the model reads at most "
            + maximum
            + "; take a shorter template or a model with a longer context");
  }

  /// Places by the tokens of headers, prompts and titles, compared with those of the whole.
  private Optional<CareerTokens> composed(
      Separable separable, PanelPerson person, int from, int[] tokens) {
    int[] header = headers.computeIfAbsent(text.header(person), tokenizer::encode);
    int at = opening.length;
    if (!Tokens.standsAt(tokens, at, header)) {
      return Optional.empty();
    }
    at += header.length;
    final int headerEnd = at;
    int[] promptEnds = new int[person.size() - from];
    int[] titleEnds = new int[person.size() - from];
    for (int t = from; t < person.size(); t++) {
      int[] prompt = prompt(separable, text.prompt(person, t));
      int[] title = separable.titles.get(person.outcome(t));
      if (prompt.length == 0 || !Tokens.standsAt(tokens, at, prompt)) {
        return Optional.empty();
      }
      at += prompt.length;
      promptEnds[t - from] = at;
      if (!Tokens.standsAt(tokens, at, title)) {
        return Optional.empty();
      }
      at += title.length;
      titleEnds[t - from] = at;
    }
    return Arrays.equals(tokens, at, tokens.length, separable.end, 0, separable.end.length)
        ? Optional.of(new CareerTokens(tokens, headerEnd, promptEnds, titleEnds, from))
        : Optional.empty();
  }

  /// `[]` for a prompt that changes the tokens before it.
  private int[] prompt(Separable separable, String prompt) {
    return prompts.computeIfAbsent(
        prompt,
        p -> after(separable.context, separable.contextTokens, p).orElseGet(() -> new int[0]));
  }

  /// Places by tokenising every beginning of the document.
  private CareerTokens aligned(PanelPerson person, int from, int[] tokens) {
    int headerEnd = common(tokens, text.header(person));
    int[] promptEnds = new int[person.size() - from];
    int[] titleEnds = new int[person.size() - from];
    int last = headerEnd;
    for (int t = from; t < person.size(); t++) {
      String prefix = text.prefix(person, from, t);
      last = Math.max(last, common(tokens, prefix));
      promptEnds[t - from] = last;
      int[] withTitle =
          joined(opening, tokenizer.encode(prefix + text.continuation(person.outcome(t))));
      int shared = Tokens.common(tokens, withTitle);
      // A line end that merged with the next line stays with its title.
      last = Math.max(last, shared < withTitle.length ? shared + 1 : shared);
      titleEnds[t - from] = Math.min(last, tokens.length);
    }
    return new CareerTokens(tokens, headerEnd, promptEnds, titleEnds, from);
  }

  private int common(int[] tokens, String beginning) {
    return Tokens.common(tokens, joined(opening, tokenizer.encode(beginning)));
  }

  /// What is asked at record t; its outcome and later records are not looked at.
  ///
  /// @param maximum tokens that prefix and longest title may take together
  /// @throws JobtrailException.Usage if header and prompt alone don't fit
  public Question question(PanelPerson person, int t, int maximum) {
    PanelPerson known = person.prefix(t + 1);
    if (separable.isEmpty()) {
      return slow(known, t, maximum);
    }
    TitleTrie trie = separable.get().trie;
    int from = 0;
    int[] prefix = prefix(known, from, t);
    while (prefix.length + trie.height() > maximum) {
      if (from == t) {
        throw tooLong(person, prefix.length + trie.height(), maximum);
      }
      prefix = prefix(known, ++from, t);
    }
    return new Question(prefix, trie, from);
  }

  /// The questions at all of a person's records, in their order; each prefix begins with the one
  /// before it for as long as nothing has to be left out.
  ///
  /// @param maximum as for {@link #question}
  public List<Question> questions(PanelPerson person, int maximum) {
    if (separable.isPresent()) {
      int[] tokens = joined(opening, tokenizer.encode(text.document(person)));
      Optional<CareerTokens> composed = composed(separable.get(), person, 0, tokens);
      if (composed.isPresent()) {
        TitleTrie trie = separable.get().trie;
        return IntStream.range(0, person.size())
            .mapToObj(t -> cut(person, composed.get(), trie, t, maximum))
            .toList();
      }
    }
    return IntStream.range(0, person.size()).mapToObj(t -> question(person, t, maximum)).toList();
  }

  private static Question cut(
      PanelPerson person, CareerTokens career, TitleTrie trie, int t, int maximum) {
    int end = career.promptEnd(t);
    for (int from = 0; from <= t; from++) {
      int start = career.lineStart(from);
      if (career.headerEnd() + end - start + trie.height() <= maximum) {
        return new Question(career.headerAnd(start, end), trie, from);
      }
    }
    throw tooLong(person, career.headerEnd() + end - career.lineStart(t) + trie.height(), maximum);
  }

  private int[] prefix(PanelPerson person, int from, int t) {
    return joined(opening, tokenizer.encode(text.prefix(person, from, t)));
  }

  private Question slow(PanelPerson person, int t, int maximum) {
    int needed = 0;
    for (int from = 0; from <= t; from++) {
      // Titles are tried only behind prefixes that may fit; a few tokens may merge with the title.
      needed = prefix(person, from, t).length;
      if (needed - MERGED <= maximum) {
        Question question = asked(person, from, t);
        needed = question.length() + question.trie().height();
        if (needed <= maximum) {
          return question;
        }
      }
    }
    throw tooLong(person, needed, maximum);
  }

  /// Tokenises every title behind the prefix; the trie hangs under what all have in common.
  private Question asked(PanelPerson person, int from, int t) {
    String prefix = text.prefix(person, from, t);
    List<int[]> whole =
        IntStream.range(0, text.titles().size())
            .mapToObj(k -> joined(opening, tokenizer.encode(prefix + text.continuation(k))))
            .toList();
    int[] first = whole.getFirst();
    int shared = first.length - 1;
    for (int[] other : whole) {
      shared = Math.min(shared, Tokens.common(first, other));
    }
    int common = shared;
    return new Question(
        Arrays.copyOf(first, common),
        TitleTrie.of(
            whole.stream().map(w -> Arrays.copyOfRange(w, common, w.length)).toList(),
            text.titles().all()),
        from);
  }
}
