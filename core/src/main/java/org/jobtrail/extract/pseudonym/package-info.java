/// What identifies a person, found in visible text and replaced by placeholders that only this
/// machine can turn back.
///
/// In: visible text. Out: {@link org.jobtrail.extract.pseudonym.Pseudonyms}, the text that may
/// leave the machine, and the way back for whatever a language model answers. One detector a kind:
/// {@link org.jobtrail.extract.pseudonym.Emails}, {@link org.jobtrail.extract.pseudonym.Links},
/// {@link org.jobtrail.extract.pseudonym.Phones} and
/// {@link org.jobtrail.extract.pseudonym.NationalNumbers} also serve the dataset's gate.
@NullMarked
package org.jobtrail.extract.pseudonym;

import org.jspecify.annotations.NullMarked;
