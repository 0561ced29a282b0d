package org.jobtrail.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/// The error browser as one HTML page: style and script inline, and a policy that allows these two
/// and nothing else, so that no request leaves it and no document can script it.
final class ErrorPage {
  private final Evaluation evaluation;
  private final SequencedMap<String, Map<String, String>> texts;
  private final List<ErrorCase> cases;
  private final int all;
  private final List<String> annotators;
  private final StringBuilder out = new StringBuilder();

  /// @param texts by engine, then by document
  /// @param cases to show
  /// @param all how many cases there are
  ErrorPage(
      Evaluation evaluation,
      SequencedMap<String, Map<String, String>> texts,
      List<ErrorCase> cases,
      int all,
      List<String> annotators) {
    this.evaluation = evaluation;
    this.texts = texts;
    this.cases = cases;
    this.all = all;
    this.annotators = annotators;
  }

  String html() {
    String style = resource("errors.css");
    String script = resource("errors.js");
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src '")
        .append(hash(style))
        .append("'; script-src '")
        .append(hash(script))
        .append("'; base-uri 'none'; form-action 'none'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"referrer\" content=\"no-referrer\">\n")
        .append("<title>Extraction errors</title>\n<style>")
        .append(style)
        .append("</style>\n</head>\n<body>\n");
    head();
    filters();
    out.append("<main>\n");
    for (int i = 0; i < cases.size(); i++) {
      ErrorCase one = cases.get(i);
      out.append(new ErrorCard(i + 1, one, text(one), annotators.size() > 1).html());
    }
    out.append("</main>\n<script>").append(script).append("</script>\n</body>\n</html>\n");
    return out.toString();
  }

  /// The engine's own, as the spans point into it; another run's where this one has none.
  private String text(ErrorCase one) {
    String own = texts.getOrDefault(one.engine().name(), Map.of()).getOrDefault(one.id(), "");
    if (!own.isEmpty() || one.engine().readable().containsKey(one.id())) {
      return own;
    }
    return texts.values().stream()
        .map(t -> t.getOrDefault(one.id(), ""))
        .filter(t -> !t.isEmpty())
        .findFirst()
        .orElse("");
  }

  private void head() {
    out.append("<header>\n<h1>Extraction errors</h1>\n")
        .append("<p class=\"notice\"><strong>Personal data.</strong> This page holds the texts of")
        .append(
            " r&eacute;sum&eacute;s. Keep it as you keep them, and publish nothing of it.</p>\n")
        .append(
            "<div class=\"scroll\"><table><thead><tr><th>engine</th><th>r&eacute;sum&eacute;s</th>")
        .append("<th>set aside</th><th>missing</th><th>jobs in the gold</th><th>whole F1</th>")
        .append("<th>95&nbsp;% interval</th></tr></thead><tbody>\n");
    for (ExtractionReport report : evaluation.engines()) {
      Figure whole = report.figures().get(Judgement.WHOLE);
      if (whole != null) {
        out.append("<tr><td>")
            .append(Html.escape(report.engine()))
            .append(
                String.format(
                    Locale.ROOT,
                    "</td><td>%d</td><td>%d</td><td>%d</td><td>%d</td><td>%.3f</td>"
                        + "<td>[%.3f, %.3f]</td></tr>%n",
                    report.resumes(),
                    report.quarantined(),
                    report.missing(),
                    whole.gold(),
                    whole.f1(),
                    whole.low(),
                    whole.high()));
      }
    }
    out.append("</tbody></table></div>\n<p>")
        .append(
            cases.size() == all
                ? "All " + all + " cases with an error, the worst first."
                : "The worst " + cases.size() + " of " + all + " cases with an error.")
        .append(" A case is a r&eacute;sum&eacute; in which an engine differs from an annotator.")
        .append(" Where the gold gives no place in the text, it is searched near the prediction.")
        .append("</p>\n<p class=\"legend\">In the text: ")
        .append("<mark class=\"said right gold found\">right</mark> ")
        .append("<mark class=\"said wrong\">predicted, wrong</mark> ")
        .append("<mark class=\"gold lost\">gold, missed or told otherwise</mark> ")
        .append("<mark class=\"said wrong gold lost\">both, and they differ</mark> ")
        .append("<mark class=\"said unasked\">predicted, the gold says nothing of it</mark> ")
        .append("<mark class=\"gold maybe\">doubtful in the gold, not counted</mark></p>\n")
        .append("</header>\n");
  }

  /// Hidden until the script runs: without it there is nothing to filter with.
  private void filters() {
    out.append("<form id=\"filters\" hidden>\n");
    select("kind", "Error", List.of(ErrorKind.values()).stream().map(ErrorKind::word).toList());
    select("language", "Language", values(c -> c.facts().language()));
    select("document", "Document", values(c -> c.facts().kind()));
    select(
        "engine", "Engine", evaluation.engines().stream().map(ExtractionReport::engine).toList());
    if (annotators.size() > 1) {
      select("annotator", "Annotator", annotators);
    }
    out.append("<span class=\"steps\"><button type=\"button\" id=\"previous\">&larr; previous")
        .append(" <kbd>k</kbd></button> <button type=\"button\" id=\"next\">next <kbd>j</kbd>")
        .append(" &rarr;</button></span>\n<output id=\"position\"></output>\n</form>\n");
  }

  private Collection<String> values(java.util.function.Function<ErrorCase, String> value) {
    return cases.stream()
        .map(value)
        .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
  }

  private void select(String name, String label, Collection<String> values) {
    out.append("<label>")
        .append(label)
        .append(" <select name=\"")
        .append(name)
        .append("\"><option value=\"\">all</option>");
    for (String value : values) {
      String escaped = Html.escape(value);
      out.append("<option value=\"=").append(escaped).append("\">").append(escaped);
      out.append("</option>");
    }
    out.append("</select></label>\n");
  }

  private static String resource(String name) {
    try (InputStream in = ErrorPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As a Content-Security-Policy writes the hash of an inline element.
  private static String hash(String inline) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
