package org.jobtrail.panel;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.RowFates;

/// Writes a panel in CAREER's text format (Vafa et al. 2022, arXiv:2202.08370): a line per person.
///
/// A covariate stands under its own name or the first of its other names that the panel has:
/// `sex` becomes `gender`, `race` `ethnicity`, `region` `location`; the others are left out, and so
/// are measures and titles.
public final class PanelExport {
  private static final String COMMAND = "panel export";
  private static final String LOSSES =
      "titles, measures and covariates other than education, ethnicity, gender and location are"
          + " left out; white space inside codes and levels becomes _; lines have no ids,"
          + " people-PRIVATE.csv says whose";

  private PanelExport() {}

  /// @param folder a panel that was split
  /// @param out made whole or not at all
  public static Manifest career(Path folder, Path out, boolean overwrite) throws IOException {
    if (folder.toAbsolutePath().normalize().startsWith(out.toAbsolutePath().normalize())) {
      throw new JobtrailException.Usage(out + ": is or holds the panel; choose another --out");
    }
    Panel panel = PanelFolder.read(folder);
    if (!panel.isSplit()) {
      throw new JobtrailException.Usage(
          folder
              + ": was never split, CAREER's files are; run `jobtrail panel split "
              + folder
              + "`");
    }
    if (panel.schema().unit() != PeriodUnit.YEAR) {
      throw new JobtrailException.Usage(folder + ": has quarters, CAREER's records are years");
    }
    try (FreshFolder fresh = FreshFolder.open(out, overwrite, COMMAND)) {
      RowFates.Builder rows =
          RowFates.builder()
              .add("people", panel.people().size())
              .add("records", panel.records())
              .add("records_written", panel.records());
      for (Split split : Split.values()) {
        List<PanelPerson> people = panel.people(split);
        write(panel.schema(), people, split, fresh.path());
        rows.add("people_written." + split.word(), people.size());
      }
      write(
          fresh.path().resolve("people-PRIVATE.csv"),
          lines -> {
            lines.add("split,line,person_id");
            for (Split split : Split.values()) {
              List<PanelPerson> people = panel.people(split);
              for (int i = 0; i < people.size(); i++) {
                String id = people.get(i).id().replace("\"", "\"\"");
                lines.add(split.word() + ',' + (i + 1) + ",\"" + id + '"');
              }
            }
          });
      TreeMap<String, String> configuration = new TreeMap<>();
      configuration.put("format", "career");
      configuration.put("losses", LOSSES);
      return fresh.publish(
          Manifest.of(
              COMMAND,
              configuration,
              0,
              List.of(FileHash.of(folder, folder.resolve(Manifest.FILE))),
              new TreeMap<>(),
              rows.sum("people", "people_written").sum("records", "records_written").build(),
              List.of()));
    }
  }

  private static void write(PanelSchema schema, List<PanelPerson> people, Split split, Path folder)
      throws IOException {
    Path stem = folder.resolve(split.word());
    lines(stem, "job", people, (p, t) -> schema.outcomes().get(p.outcome(t)).code());
    lines(stem, "year", people, (p, t) -> String.valueOf(p.period(t)));
    Optional<Integer> varying = find(schema.varying(), "education");
    Optional<Integer> fixed = find(schema.fixed(), "education");
    if (varying.isPresent()) {
      Covariate c = schema.varying().get(varying.get());
      lines(stem, "education", people, (p, t) -> c.levels().get(p.varying(varying.get(), t)));
    } else if (fixed.isPresent()) {
      Covariate c = schema.fixed().get(fixed.get());
      lines(stem, "education", people, (p, _) -> c.levels().get(p.fixed(fixed.get())));
    }
    one(stem, schema, people, "gender", "sex");
    one(stem, schema, people, "ethnicity", "race");
    one(stem, schema, people, "location", "region");
  }

  private static void one(
      Path stem, PanelSchema schema, List<PanelPerson> people, String field, String otherName)
      throws IOException {
    Optional<Integer> place = find(schema.fixed(), field).or(() -> find(schema.fixed(), otherName));
    if (place.isPresent()) {
      Covariate c = schema.fixed().get(place.get());
      write(
          stem.resolveSibling(stem.getFileName() + "." + field),
          lines -> {
            for (PanelPerson p : people) {
              lines.add(token(c.levels().get(p.fixed(place.get()))));
            }
          });
    }
  }

  private static Optional<Integer> find(List<Covariate> covariates, String name) {
    return IntStream.range(0, covariates.size())
        .filter(c -> covariates.get(c).name().equals(name))
        .boxed()
        .findFirst();
  }

  private interface OfRecord {
    String text(PanelPerson person, int t);
  }

  private static void lines(Path stem, String field, List<PanelPerson> people, OfRecord value)
      throws IOException {
    write(
        stem.resolveSibling(stem.getFileName() + "." + field),
        lines -> {
          for (PanelPerson person : people) {
            lines.add(
                IntStream.range(0, person.size())
                    .mapToObj(t -> token(value.text(person, t)))
                    .collect(Collectors.joining(" ")));
          }
        });
  }

  private static String token(String text) {
    return text.strip().replaceAll("\\s+", "_");
  }

  private interface Lines {
    void add(String line) throws IOException;
  }

  private interface Content {
    void writeTo(Lines lines) throws IOException;
  }

  private static void write(Path file, Content content) throws IOException {
    try (BufferedWriter out = NamedOutput.writer(file)) {
      content.writeTo(
          line -> {
            out.write(line);
            out.write('\n');
          });
    }
  }
}
