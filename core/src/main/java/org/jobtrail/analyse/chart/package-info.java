/// Charts as SVG text: bars, columns, step curves, dots with intervals, heat maps, ribbons.
///
/// Each chart is a record of what it shows and a method `svg()`; `Svg` writes elements, `Scale`
/// places numbers. Charts know nothing of analyses. A NaN is a value that is not published: it gets
/// a hatched mark, never a zero. Colours are Okabe and Ito's, which colour-blind readers tell
/// apart; every chart carries a title and a description for those who listen to it.
@NullMarked
package org.jobtrail.analyse.chart;

import org.jspecify.annotations.NullMarked;
