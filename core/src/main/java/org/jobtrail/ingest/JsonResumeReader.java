package org.jobtrail.ingest;

import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.RenderedResume.Heading;

/// Reads JSON Resume, https://jsonresume.org/schema, and its older field names.
final class JsonResumeReader {
  private JsonResumeReader() {}

  static boolean reads(Tree tree) {
    boolean hasParts =
        !tree.all("work").isEmpty()
            || !tree.all("basics").isEmpty()
            || !tree.all("education").isEmpty();
    return hasParts && tree.all("SkillsPassport").isEmpty();
  }

  static Reading read(Tree tree, Limits limits) {
    RenderedResume out = new RenderedResume(tree);
    Tree basics = tree.at("basics");
    out.line(basics.first("name"));
    out.line(basics.first("label"));
    out.line(basics.first("email"));
    out.line(basics.first("phone"));
    Tree home = basics.at("location");
    out.line(
        home.first("postalCode"),
        home.first("city"),
        home.first("region"),
        home.first("countryCode"));
    if (!basics.first("summary").isEmpty()) {
      out.gap();
      out.prose(basics.first("summary"));
    }
    jobs(tree, "work", Heading.WORK, out);
    jobs(tree, "volunteer", Heading.VOLUNTEER, out);
    if (!tree.all("education").isEmpty()) {
      out.heading(Heading.EDUCATION);
      for (Tree entry : tree.all("education")) {
        out.gap();
        out.line(entry.first("studyType"), entry.first("area"));
        out.line(entry.first("institution"));
        out.period(entry.first("startDate"), entry.first("endDate"));
      }
    }
    named(tree, "projects", Heading.PROJECTS, out, "name");
    named(tree, "awards", Heading.AWARDS, out, "title", "awarder", "date");
    named(tree, "certificates", Heading.CERTIFICATES, out, "name", "issuer", "date");
    named(tree, "publications", Heading.PUBLICATIONS, out, "name", "publisher", "releaseDate");
    if (!tree.all("skills").isEmpty()) {
      out.heading(Heading.SKILLS);
      for (Tree skill : tree.all("skills")) {
        out.line(skill.first("name"), skill.first("level"));
        for (Tree keyword : skill.all("keywords")) {
          out.bullet(keyword.text());
        }
        out.line(skill.text());
      }
    }
    named(tree, "languages", Heading.LANGUAGES, out, "language", "fluency");
    named(tree, "interests", Heading.INTERESTS, out, "name");
    Pages pages = new Pages(limits).show(out.text());
    CareerDate date = DocumentDates.of(tree.at("meta").first("lastModified"));
    return new Reading("jsonresume", pages.visible(), pages.hidden(), date, false);
  }

  private static void jobs(Tree tree, String part, Heading heading, RenderedResume out) {
    if (tree.all(part).isEmpty()) {
      return;
    }
    out.heading(heading);
    for (Tree job : tree.all(part)) {
      out.gap();
      out.line(job.first("position"));
      out.line(job.first("name", "company", "organization"), job.first("location"));
      out.period(job.first("startDate"), job.first("endDate"));
      out.prose(job.first("summary"));
      for (Tree highlight : job.all("highlights")) {
        out.bullet(highlight.text());
      }
    }
  }

  private static void named(
      Tree tree, String part, Heading heading, RenderedResume out, String... fields) {
    if (tree.all(part).isEmpty()) {
      return;
    }
    out.heading(heading);
    for (Tree entry : tree.all(part)) {
      String[] values = new String[fields.length + 1];
      for (int i = 0; i < fields.length; i++) {
        values[i] = entry.first(fields[i]);
      }
      values[fields.length] = entry.text();
      out.line(values);
    }
  }
}
