package org.jobtrail.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Education;
import org.jobtrail.career.EducationLevel;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.career.Stated;
import org.jobtrail.career.StatedDate;
import org.jobtrail.extract.Extractor;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.VisibleText;

/// Reads `title | employer | 2010-03 - 2012` and `edu Bachelor | 2005 - 2008` lines; a date is in
/// the file form or `?`. An extractor for tests that want no surprises.
public class LineExtractor implements Extractor {
  private static final Pattern JOB =
      Pattern.compile("(?m)^(.+?) \\| (.+?) \\| (\\S+) - (\\S+)(?: \\| (.+))?$");
  private static final Pattern EDUCATION = Pattern.compile("(?m)^edu (.+?) \\| (\\S+) - (\\S+)$");

  @Override
  public String name() {
    return "line-1";
  }

  @Override
  public Resume extract(Document document) {
    VisibleText text = document.text();
    List<Experience> experiences = new ArrayList<>();
    List<Education> education = new ArrayList<>();
    Matcher edu = EDUCATION.matcher(text.text());
    while (edu.find()) {
      education.add(
          new Education(
              education.size(),
              quote(text, edu, 1),
              Stated.absent(),
              EducationLevel.ofLabel(edu.group(1)),
              date(text, edu, 2),
              date(text, edu, 3),
              1));
    }
    Matcher job = JOB.matcher(text.text());
    while (job.find()) {
      if (!job.group(1).startsWith("edu ")) {
        experiences.add(
            new Experience(
                experiences.size(),
                quote(text, job, 1),
                quote(text, job, 2),
                Stated.absent(),
                job.group(5) == null ? Stated.absent() : quote(text, job, 5),
                date(text, job, 3),
                date(text, job, 4),
                0.9));
      }
    }
    return new Resume(
        document.id(),
        document.personId(),
        document.language(),
        document.date(),
        experiences,
        education);
  }

  private static Stated quote(VisibleText text, Matcher m, int group) {
    return new Stated.Quoted(m.group(group), text.span(m.start(group), m.end(group)), 1);
  }

  private static StatedDate date(VisibleText text, Matcher m, int group) {
    return m.group(group).equals("?")
        ? StatedDate.UNKNOWN
        : new StatedDate(CareerDate.parse(m.group(group)), quote(text, m, group));
  }
}
