/// Text to words that the parser can ask about: tokens with offsets, and word classes in five
/// languages.
///
/// In: visible text. Out: {@link org.jobtrail.extract.text.Tokens}, each token with its place, its
/// shape and the {@link org.jobtrail.extract.text.WordClass}es it belongs to. The words themselves
/// stand in the resource files `lexicon-LANGUAGE.txt`. Dates and jobs are not known here.
@NullMarked
package org.jobtrail.extract.text;

import org.jspecify.annotations.NullMarked;
