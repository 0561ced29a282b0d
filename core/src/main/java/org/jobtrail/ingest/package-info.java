/// Documents of any kind to the text a reader can see, with pages and offsets.
///
/// In: files, folders, archives, JSON Lines. Out: {@link org.jobtrail.ingest.Ingested}: a readable
/// {@link org.jobtrail.ingest.Document} or a quarantined one with its reason. Nothing is dropped.
///
/// {@link org.jobtrail.ingest.RawDocuments} finds the documents and gives each an id; {@link
/// org.jobtrail.ingest.Ingester} reads one, by kind: a reader class each for PDF, HTML, docx, odt,
/// RTF, Markdown, JSON Resume and Europass. All of them hand their text to `Pages`, which cleans it
/// and keeps hidden text apart. A PDF's glyphs come from `PdfPage`, its lines from `PageLayout`.
/// {@link org.jobtrail.ingest.Limits} bounds what a document may cost. No text recognition here: a
/// picture is set aside. What the text says about a career is `extract`'s business.
@NullMarked
package org.jobtrail.ingest;

import org.jspecify.annotations.NullMarked;
