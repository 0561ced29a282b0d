package org.jobtrail.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Language;
import org.jobtrail.career.Resume;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.VisibleText;
import org.jobtrail.score.TitleSimilarity;

/// Scores an extractor on the real résumés and prints what it missed, by kind. For development:
/// `ExtractionTrial FOLDER silver|live|annotated [all|dev|held|ID,ID] [verbose]`, where FOLDER is
/// `shared/data/resumes`. Documents that were ingested before (`sim`, `sim-LANGUAGE-FORMAT`, `pdf`,
/// `pdfsilver`) come as JSON Lines (`id`, `language`, `text`) from the file that the property
/// `ingested` names, the simulation's gold from `truth`.
public final class ExtractionTrial {
  static final ObjectMapper JSON = new ObjectMapper();

  private ExtractionTrial() {}

  record Job(
      List<String> titles,
      List<String> starts,
      List<String> ends,
      boolean optional,
      String shown) {}

  record Score(int gold, int found, int right, int titleRight, int predicted, int falsePositives) {
    double recall() {
      return gold == 0 ? 1 : (double) right / gold;
    }

    double f1() {
      return 2.0 * right / Math.max(1, gold + predicted);
    }
  }

  public static void main(String[] args) throws IOException {
    Path resumes = Path.of(args[0]);
    String what = args[1];
    String half = args.length > 2 ? args[2] : "all";
    boolean verbose = args.length > 3;
    if (what.equals("dump")) {
      Map<String, String> texts = new TreeMap<>();
      load(resumes, args[3], texts, new TreeMap<>());
      dump(texts.getOrDefault(half, ""));
      return;
    }
    if (what.equals("speed")) {
      speed(resumes);
      return;
    }
    Map<String, String> texts = new TreeMap<>();
    Map<String, List<Job>> gold = new TreeMap<>();
    load(resumes, what, texts, gold);
    Predicate<String> wanted =
        id ->
            switch (half) {
              case "dev" -> Math.floorMod(id.hashCode(), 2) == 0;
              case "held" -> Math.floorMod(id.hashCode(), 2) == 1;
              case "all" -> true;
              default -> List.of(half.split(",")).contains(id);
            };
    System.out.println(score(texts, gold, wanted, what.equals("silver"), verbose));
  }

  static void dump(String text) {
    var tokens = org.jobtrail.extract.text.Tokens.of(text);
    List<Line> lines = Lines.of(tokens);
    var ranges = org.jobtrail.extract.date.DateRanges.in(tokens, Language.ENGLISH);
    List<Entry> entries =
        new Anchors(tokens, lines, new PieceReader(tokens, new TitleScorer(tokens))).of(ranges);
    Layout layout = new Layout(lines);
    layout.choose(entries);
    for (int l = 0; l < lines.size(); l++) {
      Line line = lines.get(l);
      String quote = tokens.quote(line.first(), line.last());
      System.out.println(
          l
              + " "
              + line.section()
              + (line.heading() ? " HEADING" : "")
              + (line.bullet() ? " *" : "")
              + (line.isHeaderLike() ? " h " : " . ")
              + quote.substring(0, Math.min(90, quote.length())));
      for (Entry e : entries) {
        if (e.line == l) {
          System.out.println(
              "     ENTRY "
                  + e.range.start().text()
                  + " "
                  + e.range.end().text()
                  + " "
                  + e.range.form()
                  + " chosen "
                  + e.chosen
                  + " score "
                  + e.score
                  + " support "
                  + layout.support(e.chosen));
          for (int s = 0; s < Entry.SLOTS; s++) {
            Phrase t = e.slots[s].title();
            if (t != null) {
              System.out.println(
                  "        slot "
                      + s
                      + " line "
                      + e.slotLines[s]
                      + " "
                      + t.score()
                      + " "
                      + tokens.quote(t.first(), t.last())
                      + " support "
                      + layout.support(s));
            }
          }
        }
      }
    }
  }

  static void speed(Path resumes) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    load(resumes, "silver", texts, new TreeMap<>());
    List<Document> documents = new ArrayList<>();
    texts.forEach((id, text) -> documents.add(document(id, text)));
    ParserExtractor extractor = new ParserExtractor();
    for (int round = 0; round < 12; round++) {
      var clock = java.lang.management.ManagementFactory.getThreadMXBean();
      long start = clock.getCurrentThreadCpuTime();
      int jobs = 0;
      for (Document d : documents) {
        jobs += extractor.extract(d).experiences().size();
      }
      double seconds = (clock.getCurrentThreadCpuTime() - start) / 1e9;
      System.out.printf(Locale.ROOT, "%.0f texts/s, %d jobs%n", documents.size() / seconds, jobs);
    }
  }

  static Score score(
      Map<String, String> texts,
      Map<String, List<Job>> gold,
      Predicate<String> wanted,
      boolean recallOnly,
      boolean verbose) {
    ParserExtractor extractor = new ParserExtractor();
    int goldCount = 0;
    int right = 0;
    int titleRight = 0;
    int predicted = 0;
    int extra = 0;
    Map<String, Integer> kinds = new TreeMap<>();
    for (Map.Entry<String, List<Job>> e : gold.entrySet()) {
      if (!wanted.test(e.getKey())) {
        continue;
      }
      Resume resume = extractor.extract(document(e.getKey(), texts.getOrDefault(e.getKey(), "")));
      List<Experience> free = new ArrayList<>(resume.experiences());
      List<Job> missed = new ArrayList<>();
      for (int pass = 0; pass < 2; pass++) {
        for (Job job : e.getValue()) {
          if (job.optional() != (pass == 1)) {
            continue;
          }
          Experience hit = null;
          for (Experience x : free) {
            if (titleFits(job, x)
                && dateFits(job.starts(), x.start().date())
                && dateFits(job.ends(), x.end().date())) {
              hit = x;
              break;
            }
          }
          if (hit != null) {
            free.remove(hit);
          }
          if (pass == 0) {
            goldCount++;
            if (hit != null) {
              right++;
              titleRight++;
              predicted++;
            } else {
              missed.add(job);
            }
          }
        }
      }
      predicted += free.size();
      extra += free.size();
      for (Job job : missed) {
        String kind = "nothing";
        for (Experience x : free) {
          boolean t = titleFits(job, x);
          boolean s = dateFits(job.starts(), x.start().date());
          boolean en = dateFits(job.ends(), x.end().date());
          if (s && en) {
            kind = "title wrong";
            break;
          }
          if (t) {
            kind = "dates wrong";
          }
        }
        kinds.merge(kind, 1, Integer::sum);
        if (verbose) {
          System.out.println("MISS " + e.getKey() + " [" + kind + "] " + job.shown());
        }
      }
      if (verbose && (!missed.isEmpty() || (!recallOnly && !free.isEmpty()))) {
        for (Experience x : free) {
          System.out.println("   extra " + e.getKey() + ' ' + shown(x));
        }
      }
    }
    System.out.println(kinds + " extra=" + extra);
    Score s = new Score(goldCount, 0, right, titleRight, predicted, extra);
    System.out.printf(
        Locale.ROOT,
        "recall %.4f precision %.4f f1 %.4f%n",
        s.recall(),
        (double) right / Math.max(1, predicted),
        s.f1());
    return s;
  }

  static String shown(Experience x) {
    return x.title().value().orElse("-")
        + " @ "
        + x.employer().value().orElse("-")
        + " # "
        + x.place().value().orElse("-")
        + " ["
        + x.start().date().text().orElse("?")
        + " .. "
        + x.end().date().text().orElse("?")
        + "]";
  }

  static boolean titleFits(Job job, Experience x) {
    String predicted = x.title().value().orElse(null);
    for (String title : job.titles()) {
      if (title == null
          ? predicted == null
          : predicted != null && TitleSimilarity.of(title, predicted) >= TitleSimilarity.SAME) {
        return true;
      }
    }
    return false;
  }

  static boolean dateFits(List<String> accepted, CareerDate date) {
    String text = date.text().orElse(null);
    for (String a : accepted) {
      if (a == null ? text == null : text != null && year(a).equals(year(text))) {
        return true;
      }
    }
    return false;
  }

  private static String year(String date) {
    return date.equals("ongoing") || date.equals("present") ? "ongoing" : date.substring(0, 4);
  }

  static Document document(String id, String text) {
    StringBuilder plain = new StringBuilder(text);
    for (int i = 0; i < plain.length(); i++) {
      if (Character.isSurrogate(plain.charAt(i))) {
        plain.setCharAt(i, '\uFFFD');
      }
    }
    return new Document(
        id,
        id,
        id,
        "txt",
        "",
        text.length(),
        VisibleText.onePage(plain.toString()),
        new Language(LANGUAGE.getOrDefault(id, "en")),
        CareerDate.unknown(),
        List.of());
  }

  static void load(
      Path resumes, String what, Map<String, String> texts, Map<String, List<Job>> gold)
      throws IOException {
    if (what.startsWith("sim") || what.startsWith("pdf")) {
      ingested(resumes, what, texts, gold);
      return;
    }
    Path textFile =
        what.startsWith("annotated")
            ? resumes.resolve("annotated/annotated_resumes.jsonl.gz")
            : resumes.resolve("livecareer/resumes.jsonl.gz");
    Map<String, JsonNode> nodes = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(textFile)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode node = JSON.readTree(line);
        texts.put(node.get("id").asText(), node.get("text").asText());
        nodes.put(node.get("id").asText(), node);
      }
    }
    if (what.equals("silver")) {
      nodes.forEach((id, node) -> gold.put(id, jobs(node)));
      return;
    }
    Path goldFile =
        resumes.resolve(
            what.equals("live") ? "gold/livecareer_gold.jsonl" : "gold/annotated_gold.jsonl");
    for (String line : Files.readAllLines(goldFile)) {
      JsonNode node = JSON.readTree(line);
      gold.put(node.get("id").asText(), jobs(node));
    }
  }

  static final Map<String, String> LANGUAGE = new HashMap<>();

  private static void ingested(
      Path resumes, String what, Map<String, String> texts, Map<String, List<Job>> gold)
      throws IOException {
    Path file = Path.of(System.getProperty("ingested", "ingested.jsonl"));
    Map<String, String> all = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = JSON.readTree(line);
      all.put(node.get("id").asText(), node.get("text").asText());
      LANGUAGE.put(node.get("id").asText(), node.get("language").asText());
    }
    if (what.equals("pdfsilver")) {
      load(resumes, "silver", texts, gold);
      gold.keySet().retainAll(all.keySet());
    } else {
      Path goldFile =
          what.startsWith("sim")
              ? Path.of(System.getProperty("truth", "gold.jsonl"))
              : resumes.resolve("gold/livecareer_gold.jsonl");
      String filter = what.startsWith("sim-") ? what.substring(4) : "";
      for (String line : Files.readAllLines(goldFile)) {
        JsonNode node = JSON.readTree(line);
        if (filter.isEmpty()
            || filter.equals(node.path("language").asText() + "-" + node.path("format").asText())) {
          gold.put(node.get("id").asText(), jobs(node));
        }
      }
    }
    texts.clear();
    texts.putAll(all);
  }

  private static List<Job> jobs(JsonNode node) {
    List<Job> jobs = new ArrayList<>();
    for (JsonNode x : node.get("experiences")) {
      jobs.add(
          new Job(
              values(x, "title"),
              values(x, "start"),
              values(x, "end"),
              x.path("optional").asBoolean(false),
              x.path("title").asText()
                  + " ["
                  + x.path("start").asText()
                  + " .. "
                  + x.path("end").asText()
                  + "] "
                  + x.path("raw").asText("")));
    }
    return jobs;
  }

  private static List<String> values(JsonNode x, String field) {
    List<String> values = new ArrayList<>();
    JsonNode main = x.get(field);
    values.add(main == null || main.isNull() ? null : main.asText());
    JsonNode accept = x.path("accept").path(field);
    for (JsonNode a : accept) {
      values.add(a.isNull() ? null : a.asText());
    }
    return values;
  }
}
