package org.jobtrail.ingest;

import org.jsoup.Jsoup;

/// Writes structured résumés out as a person would: headings, then title, employer and dates on
/// lines of their own. Offsets of evidence point into this text.
final class RenderedResume {
  /// Headings in the résumé's own language, so that they don't speak for another.
  enum Heading {
    WORK(
        "Work experience",
        "Werkervaring",
        "Expérience professionnelle",
        "Berufserfahrung",
        "Experiencia laboral"),
    VOLUNTEER("Volunteering", "Vrijwilligerswerk", "Bénévolat", "Ehrenamt", "Voluntariado"),
    EDUCATION("Education", "Opleiding", "Formation", "Ausbildung", "Formación"),
    SKILLS("Skills", "Vaardigheden", "Compétences", "Kenntnisse", "Habilidades"),
    LANGUAGES("Languages", "Talen", "Langues", "Sprachen", "Idiomas"),
    CERTIFICATES("Certificates", "Certificaten", "Certificats", "Zertifikate", "Certificados"),
    PROJECTS("Projects", "Projecten", "Projets", "Projekte", "Proyectos"),
    AWARDS("Awards", "Prijzen", "Distinctions", "Auszeichnungen", "Premios"),
    PUBLICATIONS(
        "Publications", "Publicaties", "Publications", "Veröffentlichungen", "Publicaciones"),
    INTERESTS("Interests", "Interesses", "Centres d'intérêt", "Interessen", "Intereses");

    private final String english;
    private final String dutch;
    private final String french;
    private final String german;
    private final String spanish;

    Heading(String english, String dutch, String french, String german, String spanish) {
      this.english = english;
      this.dutch = dutch;
      this.french = french;
      this.german = german;
      this.spanish = spanish;
    }

    private String in(String language) {
      return switch (language) {
        case "nl" -> dutch;
        case "fr" -> french;
        case "de" -> german;
        case "es" -> spanish;
        default -> english;
      };
    }
  }

  private final StringBuilder text = new StringBuilder();
  private final String language;

  /// @param tree the whole document, whose words tell the language
  RenderedResume(Tree tree) {
    StringBuilder words = new StringBuilder();
    tree.allText(words);
    language = LanguageGuess.of(words.toString()).code();
  }

  void heading(Heading heading) {
    gap();
    text.append(heading.in(language)).append("\n\n");
  }

  /// The word for an end that has not come, where the source says so by a flag.
  String present() {
    return switch (language) {
      case "nl" -> "heden";
      case "fr" -> "présent";
      case "de" -> "heute";
      case "es" -> "actualidad";
      default -> "present";
    };
  }

  /// Leaves one blank line before what follows.
  void gap() {
    while (!text.isEmpty() && text.charAt(text.length() - 1) == '\n') {
      text.setLength(text.length() - 1);
    }
    if (!text.isEmpty()) {
      text.append("\n\n");
    }
  }

  /// One line of the parts that say something, set apart by commas.
  void line(String... parts) {
    StringBuilder line = new StringBuilder();
    for (String part : parts) {
      String plain = plain(part).replaceAll("\\s+", " ");
      if (!plain.isEmpty()) {
        line.append(line.isEmpty() ? "" : ", ").append(plain);
      }
    }
    if (!line.isEmpty()) {
      text.append(line).append('\n');
    }
  }

  /// Start and end as they are written, with a dash between; an open end leaves the dash.
  void period(String start, String end) {
    if (!start.isEmpty() && !end.isEmpty()) {
      text.append(start).append(" – ").append(end).append('\n');
    } else if (!start.isEmpty() || !end.isEmpty()) {
      text.append(start.isEmpty() ? "– " + end : start + " –").append('\n');
    }
  }

  /// Free text, its own line breaks kept.
  void prose(String prose) {
    String plain = plain(prose);
    if (!plain.isEmpty()) {
      text.append(plain).append('\n');
    }
  }

  void bullet(String item) {
    String plain = plain(item).replaceAll("\\s+", " ");
    if (!plain.isEmpty()) {
      text.append("• ").append(plain).append('\n');
    }
  }

  /// Europass keeps descriptions as HTML.
  private static String plain(String value) {
    if (value.indexOf('<') >= 0 && value.matches("(?s).*</?[a-zA-Z][^>]*>.*")) {
      return Jsoup.parseBodyFragment(value.replaceAll("(?i)<(br|/p|/li|/div)[^>]*>", "$0\n"))
          .body()
          .wholeText()
          .strip()
          .replaceAll("\\n\\s*\\n+", "\n");
    }
    return value.strip();
  }

  String text() {
    return text.toString();
  }
}
