package org.jobtrail.panel.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;

/// Makes a panel's folder out of what others publish.
///
/// @param mapping a name ({@link #names}) or a TOML file
/// @param name what the panel is called; otherwise as the mapping
/// @param titles a table of codes and titles
/// @param unit of the periods, for sources in spells; the year otherwise
/// @param columns field to column, for tables of spells that are not JobHop's
public record PanelImport(
    String mapping,
    Optional<String> name,
    Optional<Path> titles,
    Optional<PeriodUnit> unit,
    SortedMap<String, String> columns) {
  private static final List<String> TABLES = List.of("nlsy79", "nlsy97", "nlsy97-statuses");
  private static final List<String> SPELLS = List.of("dataset", "jobhop1", "jobhop2");
  private static final List<String> OTHERS = List.of("career", "simulated");

  public PanelImport {
    columns = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(columns));
  }

  /// The mappings that ship with the project.
  public static List<String> names() {
    TreeSet<String> names = new TreeSet<>(TABLES);
    names.addAll(SPELLS);
    names.addAll(OTHERS);
    return List.copyOf(names);
  }

  /// What became of the source.
  ///
  /// @param notes lines for people to read
  public record Summary(Manifest manifest, List<String> notes) {
    public Summary {
      notes = List.copyOf(notes);
    }
  }

  /// @param out made whole or not at all
  /// @throws JobtrailException.Usage with file and line for what can't be read
  public Summary write(Path source, Path out, boolean overwrite) throws IOException {
    if (!Files.exists(source)) {
      throw new JobtrailException.Usage(source + ": no such file or folder");
    }
    if (source.toAbsolutePath().normalize().startsWith(out.toAbsolutePath().normalize())) {
      throw new JobtrailException.Usage(out + ": is or holds the source; choose another --out");
    }
    List<Path> inputs = new ArrayList<>(List.of(source));
    TreeMap<String, String> configuration = new TreeMap<>();
    TreeMap<String, String> versions = new TreeMap<>();
    configuration.put("mapping", mapping);
    unit.ifPresent(u -> configuration.put("unit", u.name().toLowerCase(java.util.Locale.ROOT)));
    if (!columns.isEmpty()) {
      configuration.put("columns", columns.toString());
    }
    titles.ifPresent(inputs::add);
    Imported imported;
    if (SPELLS.contains(mapping)) {
      imported =
          SpellPanel.read(source, mapping, unit.orElse(PeriodUnit.YEAR), columns, titlesByCode());
    } else {
      refuse(unit.isPresent(), "--unit");
      refuse(!columns.isEmpty(), "--columns");
      if (mapping.equals("career")) {
        imported = CareerPanel.read(source, titlesByCode());
      } else if (mapping.equals("simulated")) {
        imported = SimulatedPanel.read(source);
      } else {
        Mapping table = table();
        if (!TABLES.contains(mapping)) {
          inputs.add(Path.of(mapping));
          configuration.put("mapping", String.valueOf(Path.of(mapping).getFileName()));
        }
        versions.put("mapping.name", table.name());
        versions.put("mapping.sha256", table.sha256());
        imported =
            MappedTable.read(
                source,
                table,
                titles.isPresent()
                    ? Optional.of(TitleTable.read(titles.get(), table.titles()))
                    : Optional.empty());
      }
    }
    Manifest manifest =
        PanelFolder.write(
            named(imported.panel()),
            Manifest.of(
                "panel import",
                configuration,
                0,
                Inputs.hash(inputs),
                versions,
                imported.rows(),
                List.of()),
            out,
            overwrite);
    return new Summary(manifest, imported.notes());
  }

  private Panel named(Panel panel) {
    return new Panel(name.orElse(panel.name()), panel.schema(), panel.people(), panel.splits());
  }

  private void refuse(boolean given, String option) {
    if (given) {
      throw new JobtrailException.Usage(
          option + ": goes with " + String.join(", ", SPELLS) + " only, not with " + mapping);
    }
  }

  private Map<String, String> titlesByCode() throws IOException {
    return titles.isPresent() ? TitleTable.read(titles.get(), Optional.empty()) : Map.of();
  }

  private Mapping table() throws IOException {
    if (TABLES.contains(mapping)) {
      return MappingFile.parse("mapping " + mapping, resource(mapping + ".toml"));
    }
    Path file = Path.of(mapping);
    if (!Files.isRegularFile(file)) {
      throw new JobtrailException.Usage(
          "unknown mapping \""
              + mapping
              + "\": no such file, and the known names are "
              + String.join(", ", names()));
    }
    try {
      return MappingFile.parse(mapping, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(mapping + ": is not UTF-8", e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PanelImport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
