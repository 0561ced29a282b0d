/// Careers as text: a document per person, one line per record, that parses back to the records.
///
/// In: a {@link org.jobtrail.panel.Panel} and a {@link org.jobtrail.predict.text.Template}, whose
/// wording is a resource or a user's own file, never code. Out: {@link
/// org.jobtrail.predict.text.CareerText}, which writes headers, prompts, titles and whole documents
/// and reads them back; read it first. Tokens are not here.
@NullMarked
package org.jobtrail.predict.text;

import org.jspecify.annotations.NullMarked;
