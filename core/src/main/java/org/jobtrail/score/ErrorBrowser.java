package org.jobtrail.score;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;

/// Writes a page on which a reader sees what went wrong, where it stands in the text.
///
/// The page holds personal data: the résumés' texts.
public final class ErrorBrowser {
  private ErrorBrowser() {}

  /// @param engines runs' folders with their texts
  /// @param limit how many résumés to show at most, the worst first; one counts once for each
  ///     engine and annotator that differ about it
  /// @throws JobtrailException.Usage if a run has no texts
  public static void write(
      Gold gold, List<Engine> engines, Evaluation evaluation, int limit, Path page)
      throws IOException {
    List<ErrorCase> cases = ErrorCase.of(gold, engines);
    List<ErrorCase> shown = cases.subList(0, Math.min(limit, cases.size()));
    SequencedMap<String, Map<String, String>> texts = new LinkedHashMap<>();
    for (Engine engine : engines) {
      texts.put(
          engine.name(),
          RunTexts.read(
              engine.source(), shown.stream().map(ErrorCase::id).collect(Collectors.toSet())));
    }
    String html = new ErrorPage(evaluation, texts, shown, cases.size(), gold.annotators()).html();
    AtomicFiles.write(page, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
  }
}
