package org.jobtrail.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.career.Education;
import org.jobtrail.career.EducationLevel;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.score.ExtractionReport;
import org.jobtrail.score.ExtractionScorer;
import org.jobtrail.score.GoldReader;
import org.jobtrail.score.GoldResume;
import org.jobtrail.score.ScoredExperience;
import org.jobtrail.score.TitleSimilarity;

/// Made-up résumés in five languages and many layouts, with gold, run from file to score.
///
/// Ten of each language are for development (`tuned`), three were written at the same time and left
/// alone until the rules stood (`held-back`). As a program: `Zoo tuned|held-back|both [ID...]`
/// prints the figures and every miss, with ids also what was read.
final class Zoo {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<GoldResume> gold;
  private final SortedMap<String, JsonNode> lines = new TreeMap<>();
  private final SortedMap<String, Resume> read = new TreeMap<>();

  Zoo() throws IOException {
    Path folder = folder();
    Path file = folder.resolve("zoo.jsonl");
    gold = GoldReader.gold(file);
    for (String line : Files.readAllLines(file)) {
      JsonNode node = JSON.readTree(line);
      lines.put(node.get("id").asText(), node);
    }
    Extractor extractor = new ParserExtractor();
    Ingester ingester = new Ingester(Limits.DEFAULT);
    List<Path> texts = gold.stream().map(g -> folder.resolve(g.id() + ".txt")).toList();
    try (RawDocuments documents = RawDocuments.open(texts, Limits.DEFAULT)) {
      while (documents.hasNext()) {
        if (ingester.ingest(documents.next()) instanceof Ingested.Accepted(var document)) {
          read.put(document.id(), extractor.extract(document));
        }
      }
    }
  }

  private static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(Zoo.class.getResource("zoo")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Figures by language and part, such as `nl tuned`, with every miss.
  ExtractionReport experiences() {
    SortedMap<String, List<ScoredExperience>> said = new TreeMap<>();
    read.forEach(
        (id, resume) -> said.put(id, resume.experiences().stream().map(Zoo::scored).toList()));
    return ExtractionScorer.DEFAULT.score(gold, said, Set.of(), List.of("language", "part"));
  }

  private static ScoredExperience scored(Experience e) {
    return new ScoredExperience(e.title().value().orElse(""), e.start().date(), e.end().date());
  }

  /// How a count of résumés came out.
  record Share(int right, int of) {
    double value() {
      return of == 0 ? 1 : right / (double) of;
    }
  }

  /// Résumés whose highest level is right, by language and part.
  SortedMap<String, Share> highestLevels(List<String> misses) {
    SortedMap<String, Share> shares = new TreeMap<>();
    for (GoldResume g : gold) {
      Resume resume = resume(g.id());
      EducationLevel wanted = EducationLevel.ofLabel(line(g.id()).get("level").asText());
      boolean right = resume.highestLevel() == wanted;
      count(shares, group(g), right ? 1 : 0, 1);
      if (!right) {
        misses.add(
            g.id()
                + " highest "
                + wanted
                + ", read "
                + resume.highestLevel()
                + shown(resume.education()));
      }
    }
    return shares;
  }

  /// Résumés whose entries have the right levels, entries without a level left aside.
  SortedMap<String, Share> entryLevels(List<String> misses) {
    SortedMap<String, Share> shares = new TreeMap<>();
    for (GoldResume g : gold) {
      List<EducationLevel> wanted = new ArrayList<>();
      line(g.id())
          .get("education")
          .forEach(e -> wanted.add(EducationLevel.ofLabel(e.get("level").asText())));
      List<EducationLevel> found =
          new ArrayList<>(resume(g.id()).education().stream().map(Education::level).toList());
      wanted.removeIf(l -> l == EducationLevel.NONE);
      found.removeIf(l -> l == EducationLevel.NONE);
      wanted.sort(null);
      found.sort(null);
      boolean right = wanted.equals(found);
      count(shares, group(g), right ? 1 : 0, 1);
      if (!right) {
        misses.add(g.id() + " entries " + wanted + ", read " + shown(resume(g.id()).education()));
      }
    }
    return shares;
  }

  /// Experiences of the gold whose employer was read, by language and part.
  SortedMap<String, Share> employers(List<String> misses) {
    SortedMap<String, Share> shares = new TreeMap<>();
    for (GoldResume g : gold) {
      for (JsonNode job : line(g.id()).get("experiences")) {
        if (job.get("employer").isNull()) {
          continue;
        }
        String wanted = job.get("employer").asText();
        String start = job.get("start").asText().substring(0, 4);
        List<Experience> same =
            resume(g.id()).experiences().stream()
                .filter(e -> e.start().date().text().orElse("?").startsWith(start))
                .toList();
        boolean right = same.stream().anyMatch(e -> similar(wanted, e));
        count(shares, group(g), right ? 1 : 0, 1);
        if (!right) {
          misses.add(
              g.id() + " employer " + wanted + ", read " + same.stream().map(Zoo::shown).toList());
        }
      }
    }
    return shares;
  }

  private static boolean similar(String wanted, Experience e) {
    return TitleSimilarity.of(wanted, e.employer().value().orElse("")) >= TitleSimilarity.SAME;
  }

  private static void count(Map<String, Share> shares, String group, int right, int of) {
    shares.merge(group, new Share(right, of), (a, b) -> new Share(a.right + b.right, a.of + b.of));
  }

  private static String group(GoldResume g) {
    return g.attributes().get("language") + " " + g.attributes().get("part");
  }

  private Resume resume(String id) {
    return Objects.requireNonNull(read.get(id), () -> id + " was not readable");
  }

  private JsonNode line(String id) {
    return Objects.requireNonNull(lines.get(id));
  }

  private static String shown(Experience e) {
    return e.title().value().orElse("-")
        + " @ "
        + e.employer().value().orElse("-")
        + " # "
        + e.place().value().orElse("-")
        + " ["
        + e.start().date().text().orElse("?")
        + " .. "
        + e.end().date().text().orElse("?")
        + "]";
  }

  private static String shown(List<Education> entries) {
    StringBuilder out = new StringBuilder();
    for (Education e : entries) {
      out.append("\n      ")
          .append(e.level())
          .append(": ")
          .append(e.programme().value().orElse("-"))
          .append(" @ ")
          .append(e.institution().value().orElse("-"))
          .append(" [")
          .append(e.start().date().text().orElse("?"))
          .append(" .. ")
          .append(e.end().date().text().orElse("?"))
          .append(']');
    }
    return out.toString();
  }

  /// Prints figures and misses.
  public static void main(String[] args) throws IOException {
    Zoo zoo = new Zoo();
    String part = args.length == 0 ? "tuned" : args[0];
    ExtractionReport report = zoo.experiences();
    List<String> misses = new ArrayList<>();
    var highest = zoo.highestLevels(misses);
    var entries = zoo.entryLevels(misses);
    var employers = zoo.employers(misses);
    for (var m : report.misses()) {
      misses.add(m.id() + " " + m.kind() + " gold: " + m.gold() + "   read: " + m.predicted());
    }
    misses.removeIf(
        m ->
            !part.equals("both") && !zoo.line(m.substring(0, 5)).get("part").asText().equals(part));
    misses.sort((a, b) -> a.substring(0, 5).compareTo(b.substring(0, 5)));
    misses.forEach(System.out::println);
    for (int i = 1; i < args.length; i++) {
      System.out.println("--- " + args[i]);
      Resume r = zoo.resume(args[i]);
      r.experiences().forEach(e -> System.out.println("   " + shown(e)));
      System.out.println(shown(r.education()));
    }
    for (var group : report.groups().entrySet()) {
      System.out.printf(java.util.Locale.ROOT, "%-14s", group.getKey());
      group
          .getValue()
          .forEach((j, f) -> System.out.printf(java.util.Locale.ROOT, " %s %.3f", j.key(), f.f1()));
      System.out.printf(
          java.util.Locale.ROOT,
          " | highest %.2f entries %.2f employers %.2f%n",
          Objects.requireNonNull(highest.get(group.getKey())).value(),
          Objects.requireNonNull(entries.get(group.getKey())).value(),
          Objects.requireNonNull(employers.get(group.getKey())).value());
    }
  }
}
