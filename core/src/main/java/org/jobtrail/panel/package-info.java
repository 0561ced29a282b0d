/// Panels: what people were, period after period, with what is known about them.
///
/// In: any person-by-period table and a mapping that says what its columns mean. Out: a
/// {@link org.jobtrail.panel.Panel}, whose people are lists of numbered outcomes and levels, ready
/// to count and to train on, and the folder it is kept in. Read {@link
/// org.jobtrail.panel.PanelSchema} and {@link org.jobtrail.panel.PanelPerson} first. Nothing here
/// predicts.
@NullMarked
package org.jobtrail.panel;

import org.jspecify.annotations.NullMarked;
