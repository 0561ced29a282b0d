package org.jobtrail.extract;

import org.jobtrail.extract.text.WordClass;

/// The part of a résumé that a heading opens.
enum Section {
  /// Before the first heading.
  OPENING,
  EXPERIENCE,
  EDUCATION,
  VOLUNTEER,
  PROJECTS,
  SKILLS,
  SUMMARY,
  OTHER;

  /// The section that a heading's classes open; a heading that may be several opens the first.
  static Section of(long classes) {
    if ((classes & WordClass.HEADING_EXPERIENCE.bit()) != 0) {
      return EXPERIENCE;
    }
    if ((classes & WordClass.HEADING_EDUCATION.bit()) != 0) {
      return EDUCATION;
    }
    if ((classes & WordClass.HEADING_VOLUNTEER.bit()) != 0) {
      return VOLUNTEER;
    }
    if ((classes & WordClass.HEADING_PROJECTS.bit()) != 0) {
      return PROJECTS;
    }
    if ((classes & WordClass.HEADING_SKILLS.bit()) != 0) {
      return SKILLS;
    }
    if ((classes & WordClass.HEADING_SUMMARY.bit()) != 0) {
      return SUMMARY;
    }
    return OTHER;
  }
}
