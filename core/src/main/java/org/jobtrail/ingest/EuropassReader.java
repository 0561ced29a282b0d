package org.jobtrail.ingest;

import java.util.List;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.RenderedResume.Heading;

/// Reads Europass, both generations: SkillsPassport (JSON and XML, until 2020) and Candidate (XML
/// in the HR Open vocabulary, since then).
final class EuropassReader {
  private EuropassReader() {}

  static boolean reads(Tree tree) {
    return isCandidate(tree) || !passport(tree).isNothing();
  }

  private static boolean isCandidate(Tree tree) {
    return tree.name().equals("Candidate") || !tree.at("Candidate").isNothing();
  }

  private static Tree passport(Tree tree) {
    if (tree.name().equals("SkillsPassport") || !tree.at("LearnerInfo").isNothing()) {
      return tree;
    }
    return tree.at("SkillsPassport");
  }

  static Reading read(Tree tree, Limits limits) {
    RenderedResume out = new RenderedResume(tree);
    CareerDate date =
        isCandidate(tree) ? candidate(tree, out) : skillsPassport(passport(tree), out);
    Pages pages = new Pages(limits).show(out.text());
    return new Reading("europass", pages.visible(), pages.hidden(), date, false);
  }

  private static CareerDate skillsPassport(Tree passport, RenderedResume out) {
    Tree learner = passport.at("LearnerInfo");
    Tree person = learner.at("Identification");
    String name =
        (person.at("PersonName").first("FirstName")
                + ' '
                + person.at("PersonName").first("Surname"))
            .strip();
    out.line(name);
    Tree address = person.at("ContactInfo", "Address", "Contact");
    out.line(
        address.first("PostalCode"),
        address.first("Municipality"),
        address.at("Country").first("Label"));
    out.line(person.at("ContactInfo", "Email").first("Contact"));
    Tree headline = learner.at("Headline", "Description");
    out.line(headline.text(), headline.first("Label"));
    List<Tree> jobs = entries(learner, "WorkExperienceList", "WorkExperience");
    if (!jobs.isEmpty()) {
      out.heading(Heading.WORK);
    }
    for (Tree job : jobs) {
      out.gap();
      out.line(label(job.at("Position")));
      Tree place = job.at("Employer", "ContactInfo", "Address", "Contact");
      out.line(
          job.at("Employer").first("Name"),
          place.first("Municipality"),
          label(place.at("Country")));
      period(job.at("Period"), out);
      out.prose(job.first("Activities"));
    }
    List<Tree> studies = entries(learner, "EducationList", "Education");
    if (!studies.isEmpty()) {
      out.heading(Heading.EDUCATION);
    }
    for (Tree study : studies) {
      out.gap();
      out.line(study.first("Title"), label(study.at("Level")));
      Tree place = study.at("Organisation", "ContactInfo", "Address", "Contact");
      out.line(
          study.at("Organisation").first("Name"),
          place.first("Municipality"),
          label(place.at("Country")));
      period(study.at("Period"), out);
      out.prose(study.first("Activities"));
    }
    Tree skills = learner.at("Skills");
    if (!skills.isNothing()) {
      out.heading(Heading.SKILLS);
      for (String kind :
          new String[] {
            "Communication", "Organisational", "JobRelated", "Computer", "Driving", "Other"
          }) {
        out.prose(skills.at(kind).first("Description"));
      }
    }
    Tree document = passport.at("DocumentInfo");
    CareerDate changed = DocumentDates.of(document.first("LastUpdateDate"));
    return changed instanceof CareerDate.Unknown
        ? DocumentDates.of(document.first("CreationDate"))
        : changed;
  }

  /// JSON keeps a list's entries under the list's own name, XML under the entry's.
  private static List<Tree> entries(Tree learner, String list, String entry) {
    List<Tree> inside = learner.at(list).all(entry);
    if (!inside.isEmpty()) {
      return inside;
    }
    List<Tree> direct = learner.all(list);
    return direct.size() == 1 && direct.getFirst().isNothing()
        ? List.of()
        : direct.isEmpty() ? learner.all(entry) : direct;
  }

  private static String label(Tree tree) {
    String label = tree.first("Label");
    return label.isEmpty() ? tree.text() : label;
  }

  private static void period(Tree period, RenderedResume out) {
    String end = date(period.at("To"));
    if (end.isEmpty() && period.first("Current").equals("true")) {
      end = out.present();
    }
    out.period(date(period.at("From")), end);
  }

  /// XML writes months as `--03` and days as `---01`.
  private static String date(Tree date) {
    String year = date.first("Year").replace("-", "");
    String month = date.first("Month").replace("-", "");
    String day = date.first("Day").replace("-", "");
    if (year.isEmpty()) {
      return date.text();
    }
    if (!month.matches("\\d{1,2}")) {
      return year;
    }
    String yearAndMonth = year + '-' + (month.length() == 1 ? "0" : "") + month;
    return day.matches("\\d{1,2}")
        ? yearAndMonth + '-' + (day.length() == 1 ? "0" : "") + day
        : yearAndMonth;
  }

  private static CareerDate candidate(Tree root, RenderedResume out) {
    Tree tree = root.name().equals("Candidate") ? root : root.at("Candidate");
    Tree name = tree.at("CandidatePerson", "PersonName");
    out.line((name.first("GivenName") + ' ' + name.first("FamilyName")).strip());
    Tree profile = tree.at("CandidateProfile");
    out.prose(profile.first("ExecutiveSummary"));
    List<Tree> employers = profile.everywhere("EmployerHistory");
    if (!employers.isEmpty()) {
      out.heading(Heading.WORK);
    }
    for (Tree employer : employers) {
      for (Tree position : employer.all("PositionHistory")) {
        out.gap();
        out.line(position.first("PositionTitle", "Title"));
        out.line(
            employer.first("OrganizationName"),
            first(position.first("City"), deep(employer, "CityName")),
            first(position.first("Country"), deep(employer, "CountryCode"))
                .toUpperCase(java.util.Locale.ROOT));
        Tree period = position.at("EmploymentPeriod");
        span(period, out);
        out.prose(position.first("Description"));
      }
    }
    List<Tree> studies = profile.everywhere("EducationOrganizationAttendance");
    if (!studies.isEmpty()) {
      out.heading(Heading.EDUCATION);
    }
    for (Tree study : studies) {
      out.gap();
      out.line(
          study.at("EducationDegree").first("DegreeName"),
          study.first("EducationLevelCode").matches("\\d.*")
              ? ""
              : study.first("EducationLevelCode"));
      out.line(study.first("OrganizationName"), deep(study, "CityName"));
      span(study.at("AttendancePeriod"), out);
      out.prose(deep(study.at("EducationDegree"), "OccupationalSkillsCovered"));
    }
    return DocumentDates.of(deep(tree, "LastUpdateDate"));
  }

  private static void span(Tree period, RenderedResume out) {
    String start = deep(period.at("StartDate"), "FormattedDateTime");
    String end = deep(period.at("EndDate"), "FormattedDateTime");
    boolean current =
        period.first("CurrentIndicator", "Ongoing").equals("true")
            || period.at("EndDate").first("Ongoing").equals("true");
    out.period(day(start), end.isEmpty() && current ? out.present() : day(end));
  }

  private static String day(String dateTime) {
    int t = dateTime.indexOf('T');
    return t > 0 ? dateTime.substring(0, t) : dateTime;
  }

  private static String deep(Tree tree, String name) {
    for (Tree found : tree.everywhere(name)) {
      if (!found.text().isEmpty()) {
        return found.text();
      }
    }
    return "";
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }
}
