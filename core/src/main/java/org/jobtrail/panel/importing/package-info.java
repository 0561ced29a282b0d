/// Panels made from what other people publish: survey tables, spells, CAREER's files, simulations.
///
/// In: a file or folder and the name of a mapping, or a mapping's own file. Out: a {@link
/// org.jobtrail.panel.Panel} with the fate of every row. {@link
/// org.jobtrail.panel.importing.PanelImport} knows the names; {@link
/// org.jobtrail.panel.importing.Mapping} is the TOML file, {@link
/// org.jobtrail.panel.importing.MappedTable} follows it; {@link
/// org.jobtrail.panel.importing.PanelBuilder} numbers what they find.
@NullMarked
package org.jobtrail.panel.importing;

import org.jspecify.annotations.NullMarked;
