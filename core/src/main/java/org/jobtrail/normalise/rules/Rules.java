package org.jobtrail.normalise.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.TitleKey;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// Every rule that was ever made for the titles of one taxonomy, oldest first; immutable.
///
/// Of several rules for one title the last holds, the others are its history. The titles are kept
/// as people wrote them and folded anew when the file is read, so that rules live on when the
/// folding changes.
public final class Rules {
  private final Taxonomy taxonomy;
  private final String name;
  private final List<Version> versions;
  private final List<Rule> all;
  private final Optional<String> sha256;
  private final Map<TitleKey, Rule> standing = new HashMap<>();

  /// One import that changed something.
  ///
  /// @param number from 1
  /// @param date `YYYY-MM-DD` as the importer gave it, or `none`
  /// @param rules how many it brought
  public record Version(int number, String date, int rules) {}

  /// @param name of the file, for reasons
  /// @param sha256 of the file; empty for that of {@link #text}
  Rules(
      Taxonomy taxonomy,
      String name,
      List<Version> versions,
      List<Rule> all,
      Optional<String> sha256) {
    this.taxonomy = taxonomy;
    this.name = name;
    this.versions = List.copyOf(versions);
    this.all = List.copyOf(all);
    for (Rule rule : all) {
      standing.put(rule.key(), rule);
    }
    this.sha256 = sha256;
  }

  /// Rules that nobody has made yet.
  ///
  /// @param file where they will be kept
  public static Rules none(Taxonomy taxonomy, Path file) {
    return new Rules(
        taxonomy, String.valueOf(file.getFileName()), List.of(), List.of(), Optional.empty());
  }

  /// @throws JobtrailException.Usage with file and line if it is no such file, of a newer format,
  ///     or made with another taxonomy
  public static Rules read(Path file, Taxonomy taxonomy) throws IOException {
    return RulesText.read(file, taxonomy);
  }

  /// The rules that hold in a file made with another version of the taxonomy, as the first version
  /// of new ones. A rule whose every URI this taxonomy has keeps its decision, coder and comment.
  ///
  /// @param out where the new rules will be kept
  /// @param date of their version, `YYYY-MM-DD` or `none`
  public static Recoded recode(Path file, Taxonomy taxonomy, Path out, String date)
      throws IOException {
    return RulesText.recode(file, taxonomy, out, date);
  }

  /// @param left standing rules that decide for what the taxonomy hasn't, to be decided anew
  public record Recoded(Rules rules, List<Left> left) {
    public Recoded {
      left = List.copyOf(left);
    }
  }

  /// @param number of the rule in its old file
  /// @param codes that it decided for
  /// @param missing the first URI that the taxonomy lacks
  public record Left(
      int number, TitleKey key, String title, String codes, String missing, String coder) {}

  /// These and new ones, in one version more.
  ///
  /// @param date `YYYY-MM-DD` or `none`
  /// @param drafts in the order in which they are numbered, at least one; number and version are
  ///     given anew
  public Rules with(String date, List<Rule> drafts) {
    if (drafts.isEmpty()) {
      throw new IllegalArgumentException("a version brings at least one rule");
    }
    int version = version() + 1;
    List<Version> more = new ArrayList<>(versions);
    more.add(new Version(version, date, drafts.size()));
    List<Rule> rules = new ArrayList<>(all);
    for (Rule draft : drafts) {
      rules.add(
          new Rule(
              rules.size() + 1,
              version,
              draft.language(),
              draft.title(),
              draft.decision(),
              draft.coder(),
              draft.made(),
              draft.comment()));
    }
    return new Rules(taxonomy, name, more, rules, Optional.empty());
  }

  /// The rule that holds for a title: one of its language, else one without a language. A withdrawn
  /// rule doesn't hold.
  public Optional<Rule> of(String title, Language language) {
    if (standing.isEmpty()) {
      return Optional.empty();
    }
    return TitleKey.of(title, language).flatMap(this::of);
  }

  /// The rule that holds for the titles of a key.
  public Optional<Rule> of(TitleKey key) {
    return last(key)
        .filter(Rules::holds)
        .or(() -> last(key.in(Language.UNDETERMINED)).filter(Rules::holds));
  }

  /// The last rule for exactly this key, be it withdrawn.
  public Optional<Rule> last(TitleKey key) {
    return Optional.ofNullable(standing.get(key));
  }

  private static boolean holds(Rule rule) {
    return !(rule.decision() instanceof Decision.Withdrawn);
  }

  /// Oldest first, those included that hold no longer.
  public List<Rule> all() {
    return all;
  }

  /// Those that hold, in the order of their numbers.
  public List<Rule> standing() {
    return standing.values().stream()
        .filter(Rules::holds)
        .sorted(Comparator.comparingInt(Rule::number))
        .toList();
  }

  public List<Version> versions() {
    return versions;
  }

  /// The number of the last version; 0 before the first.
  public int version() {
    return versions.isEmpty() ? 0 : versions.getLast().number();
  }

  public Taxonomy taxonomy() {
    return taxonomy;
  }

  /// The file's name without its folder.
  public String name() {
    return name;
  }

  /// The file's text, tab-separated; see `docs/formats.md`.
  public String text() {
    return RulesText.write(this);
  }

  /// What manifests record: the file's SHA-256, version and how many rules hold.
  public SortedMap<String, String> facts() {
    TreeMap<String, String> facts = new TreeMap<>();
    facts.put("rules.sha256", sha256.orElseGet(() -> Sha256.of(text())));
    facts.put("rules.version", String.valueOf(version()));
    facts.put("rules.standing", String.valueOf(standing().size()));
    return Collections.unmodifiableSortedMap(facts);
  }

  /// The SHA-256 over a taxonomy's name and every concept's URI, code and kind. Labels don't count:
  /// with another language imported, the codes mean what they meant.
  public static String fingerprint(Taxonomy taxonomy) {
    StringBuilder text = new StringBuilder(taxonomy.name()).append('\n');
    for (Concept concept : taxonomy.concepts()) {
      text.append(concept.occupation().uri()).append('\t').append(concept.occupation().code());
      text.append('\t').append(concept.kind().word()).append('\n');
    }
    return Sha256.of(text.toString());
  }
}
