package org.jobtrail.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jobtrail.career.Span;

/// One case of the error browser: the text with its marks, and beside it the jobs.
final class ErrorCard {
  private final int number;
  private final ErrorCase error;
  private final String text;
  private final boolean annotators;
  private final List<Map<Field, Span>> golds = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();

  /// @param number from 1, for the ids of elements
  /// @param text empty when there is none
  /// @param annotators whether to say whose gold it is
  ErrorCard(int number, ErrorCase error, String text, boolean annotators) {
    this.number = number;
    this.error = error;
    this.text = text;
    this.annotators = annotators;
    error.pairs().forEach(_ -> golds.add(Map.of()));
    if (!text.isEmpty()) {
      GoldLocator locator = new GoldLocator(text);
      locate(locator, true);
      locate(locator, false);
    }
  }

  private void locate(GoldLocator locator, boolean paired) {
    for (int i = 0; i < golds.size(); i++) {
      if (error.pairs().get(i).said().isPresent() == paired) {
        golds.set(i, locator.locate(error.pairs().get(i)));
      }
    }
  }

  String html() {
    out.append("<article id=\"case-")
        .append(number)
        .append("\" data-language=\"")
        .append(Html.escape(error.facts().language()))
        .append("\" data-document=\"")
        .append(Html.escape(error.facts().kind()))
        .append("\" data-engine=\"")
        .append(Html.escape(error.engine().name()))
        .append("\" data-annotator=\"")
        .append(Html.escape(error.annotator()))
        .append("\">\n<h2>")
        .append(Html.escape(error.id()))
        .append("</h2>\n<p class=\"facts\">")
        .append(Html.escape(facts()))
        .append("</p>\n<div class=\"sides\">\n");
    if (text.isEmpty()) {
      out.append("<p class=\"text none\">").append(Html.escape(whyNoText())).append("</p>\n");
    } else {
      out.append("<pre class=\"text\" tabindex=\"0\">\n")
          .append(MarkedText.html(text, marks()))
          .append("</pre>\n");
    }
    out.append("<div class=\"jobs\">\n");
    for (int i = 0; i < error.pairs().size(); i++) {
      pair(i);
    }
    return out.append("</div>\n</div>\n</article>\n").toString();
  }

  private String facts() {
    List<String> facts = new ArrayList<>(List.of("engine " + error.engine().name()));
    if (annotators) {
      facts.add("gold of " + error.annotator());
    }
    if (!error.facts().language().equals(DocumentFacts.UNKNOWN)) {
      facts.add("language " + error.facts().language());
    }
    if (!error.facts().kind().equals(DocumentFacts.UNKNOWN)) {
      facts.add(error.facts().kind());
    }
    if (!error.facts().layout().equals(DocumentFacts.UNKNOWN)) {
      facts.add("layout " + error.facts().layout());
    }
    List<String> kinds = new ArrayList<>();
    error.kinds().forEach((kind, n) -> kinds.add(n + " " + kind.word()));
    return String.join(" · ", facts) + " · errors: " + String.join(", ", kinds);
  }

  private String whyNoText() {
    if (error.engine().quarantined().contains(error.id())) {
      return "The run set this document aside, so there is no text to show.";
    }
    return error.engine().saw(error.id())
        ? "The run has no text of this document."
        : "This document is not among the run's, so there is no text to show.";
  }

  private List<MarkedText.Mark> marks() {
    List<MarkedText.Mark> marks = new ArrayList<>();
    for (int i = 0; i < error.pairs().size(); i++) {
      JobPair pair = error.pairs().get(i);
      int shown = i + 1;
      golds
          .get(i)
          .forEach(
              (field, span) ->
                  marks.add(
                      new MarkedText.Mark(
                          span,
                          anchor(shown, "gold", field),
                          List.of("gold", goldClass(pair, field)),
                          shown,
                          "job " + shown + ", gold " + field.word())));
      pair.said()
          .ifPresent(
              said ->
                  said.spans()
                      .forEach(
                          (field, span) ->
                              marks.add(
                                  new MarkedText.Mark(
                                      span,
                                      anchor(shown, "said", field),
                                      List.of("said", saidClass(pair, field)),
                                      shown,
                                      "job " + shown + ", predicted " + field.word()))));
    }
    return marks;
  }

  private static String goldClass(JobPair pair, Field field) {
    if (pair.optional()) {
      return "maybe";
    }
    return pair.said().isEmpty() || pair.verdict(field).isPresent() ? "lost" : "found";
  }

  private static String saidClass(JobPair pair, Field field) {
    if (pair.optional() || !pair.asks(field)) {
      return "unasked";
    }
    return pair.gold().isEmpty() || pair.verdict(field).isPresent() ? "wrong" : "right";
  }

  private void pair(int index) {
    JobPair pair = error.pairs().get(index);
    int shown = index + 1;
    Set<ErrorKind> errors = pair.errors();
    List<String> kinds = errors.stream().map(ErrorKind::word).toList();
    out.append(errors.isEmpty() ? "<details" : "<details open class=\"error\"")
        .append(" data-pair=\"")
        .append(shown)
        .append("\" data-kinds=\"")
        .append(String.join(",", kinds))
        .append("\"><summary><span class=\"number\">")
        .append(shown)
        .append("</span> <span class=\"job\">")
        .append(Html.escape(name(pair)))
        .append("</span> ");
    if (errors.isEmpty()) {
      out.append(
          pair.optional()
              ? "<span class=\"chip\">doubtful, not counted</span>"
              : "<span class=\"chip good\">right</span>");
    }
    kinds.forEach(
        kind -> out.append("<span class=\"chip bad\">").append(heading(kind)).append("</span> "));
    out.append("</summary>\n<table><thead><tr><th></th><th>")
        .append(pair.gold().isPresent() ? "gold" : "not in the gold")
        .append("</th><th>")
        .append(pair.said().isPresent() ? "predicted" : "not predicted")
        .append("</th><th></th></tr></thead><tbody>\n");
    for (Field field : Field.values()) {
      row(index, pair, field);
    }
    out.append("</tbody></table></details>\n");
  }

  private static String heading(String kind) {
    return switch (kind) {
      case "missing", "spurious" -> kind;
      default -> kind + " wrong";
    };
  }

  private static String name(JobPair pair) {
    String title =
        pair.gold()
            .map(g -> g.said().title())
            .orElseGet(() -> pair.said().map(ScoredExperience::title).orElse(""));
    return title.isEmpty() ? "(no title)" : title;
  }

  private void row(int index, JobPair pair, Field field) {
    String gold = pair.gold().map(g -> goldWords(g, field)).orElse("");
    Optional<ScoredExperience> said = pair.said();
    String predicted = said.map(s -> s.words(field)).orElse("");
    if (gold.isEmpty() && predicted.isEmpty()) {
      return;
    }
    boolean both = pair.gold().isPresent() && said.isPresent();
    boolean judged = both && !pair.optional() && pair.asks(field);
    boolean wrong = judged && pair.verdict(field).isPresent();
    out.append(wrong ? "<tr class=\"bad\">" : "<tr>")
        .append("<th scope=\"row\">")
        .append(field.word())
        .append("</th>");
    cell(gold, both, golds.get(index).containsKey(field), anchor(index + 1, "gold", field));
    cell(
        predicted,
        both,
        !text.isEmpty() && said.map(s -> s.spans().containsKey(field)).orElse(false),
        anchor(index + 1, "said", field));
    out.append("<td class=\"verdict\">")
        .append(judged ? verdict(pair.verdict(field)) : "")
        .append("</td></tr>\n");
  }

  private static String verdict(Optional<ErrorKind> wrong) {
    return wrong
        .map(
            kind ->
                "<b class=\"no\">" + (kind.word().contains("month") ? "month" : "wrong") + "</b>")
        .orElse("<span>right</span>");
  }

  private static String goldWords(GoldExperience gold, Field field) {
    String words = gold.said().words(field);
    List<String> others =
        switch (field) {
          case TITLE -> gold.titles();
          case EMPLOYER -> gold.employers();
          case PLACE -> gold.places();
          case START -> gold.starts().stream().map(d -> d.text().orElse("")).toList();
          case END -> gold.ends().stream().map(d -> d.text().orElse("")).toList();
        };
    if (others.size() < 2) {
      return words;
    }
    List<String> rest =
        others.subList(1, others.size()).stream().map(o -> o.isEmpty() ? "nothing" : o).toList();
    return (words.isEmpty() ? "nothing" : words) + " (or " + String.join(", ", rest) + ")";
  }

  private void cell(String words, boolean both, boolean located, String anchor) {
    out.append("<td>");
    if (words.isEmpty()) {
      out.append(both ? "<span class=\"none\">not stated</span>" : "");
    } else if (located) {
      out.append("<a href=\"#")
          .append(anchor)
          .append("\">")
          .append(Html.escape(words))
          .append("</a>");
    } else {
      out.append(Html.escape(words));
    }
    out.append("</td>");
  }

  private String anchor(int pair, String side, Field field) {
    return "case-" + number + "-" + pair + "-" + side + "-" + field.word();
  }
}
