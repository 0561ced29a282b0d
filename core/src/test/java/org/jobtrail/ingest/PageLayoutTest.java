package org.jobtrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.AffineTransform;
import java.util.List;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;

/// Pages drawn by hand, and the lines that a reader would read out.
class PageLayoutTest {
  private static List<String> lines(Made.Drawing... pages) {
    return Made.text("cv.pdf", Made.pdf(pages)).lines().toList();
  }

  @Test
  void keepsTheDateAtTheRightOnTheLineOfItsTitle() {
    assertThat(
            lines(
                page -> {
                  Made.line(page, 50, 780, 16, "Jan Peeters");
                  String[] titles = {"Welder", "Driver", "Cook", "Waiter", "Clerk"};
                  for (int i = 0; i < titles.length; i++) {
                    Made.line(page, 50, 700 - 60 * i, 11, titles[i]);
                    Made.line(page, 450, 700 - 60 * i, 11, "03/201" + i + " - 06/201" + (i + 1));
                    Made.line(page, 50, 685 - 60 * i, 11, "Acme");
                    Made.line(page, 450, 685 - 60 * i, 11, "Gent");
                  }
                }))
        .startsWith(
            "Jan Peeters", "Welder\t03/2010 - 06/2011", "Acme\tGent", "Driver\t03/2011 - 06/2012")
        .hasSize(11);
  }

  @Test
  void keepsALetterOfAnotherSizeAtTheSamePlaceInUnitsOfItsSize() {
    assertThat(
            lines(
                page -> {
                  Made.line(page, 50, 842 - 100, 10, "aaaa");
                  Made.line(page, 100, 842 - 200, 20, "aaaa");
                }))
        .containsExactly("aaaa", "aaaa");
  }

  @Test
  void readsASidebarAfterOrBeforeTheMainColumnNeverAcross() {
    List<String> read =
        lines(
            page -> {
              Made.line(
                  page,
                  50,
                  800,
                  18,
                  "Jan Peeters, welder with fifteen years of experience in yards");
              String[] side = {
                "Contact",
                "Gent",
                "Skills",
                "TIG",
                "MIG",
                "Languages",
                "Dutch",
                "French",
                "Hobbies",
                "Chess"
              };
              for (int i = 0; i < side.length; i++) {
                Made.line(page, 50, 760 - 17 * i, 10, side[i]);
              }
              for (int i = 0; i < 14; i++) {
                Made.line(
                    page,
                    220,
                    760 - 14 * i,
                    11,
                    "Line " + i + " of what he did in the years at the yard of Gent");
              }
            });
    assertThat(read.getFirst()).startsWith("Jan Peeters");
    assertThat(read.subList(1, 11))
        .containsExactly(
            "Contact",
            "Gent",
            "Skills",
            "TIG",
            "MIG",
            "Languages",
            "Dutch",
            "French",
            "Hobbies",
            "Chess");
    assertThat(read.get(11)).startsWith("Line 0 of");
    assertThat(read).hasSize(25);
  }

  @Test
  void readsSidebarsWhoseLinesAreLevelWithTheMainColumn() {
    List<String> read =
        lines(
            page -> {
              for (int i = 0; i < 20; i++) {
                Made.line(
                    page,
                    40,
                    760 - 14 * i,
                    10,
                    i % 4 == 0 ? "HEADING " + i : "side entry number " + i + " here");
                Made.line(
                    page,
                    230,
                    760 - 14 * i,
                    10,
                    "Line " + i + " of what he did in the years at the yard of Gent");
              }
            });
    assertThat(read.subList(0, 20)).allMatch(l -> l.startsWith("HEADING") || l.startsWith("side"));
    assertThat(read.subList(20, 40)).allMatch(l -> l.startsWith("Line"));
  }

  @Test
  void keepsDatesAtTheLeftWithWhatTheyDate() {
    List<String> read =
        lines(
            page -> {
              for (int i = 0; i < 4; i++) {
                float y = 700 - 80 * i;
                Made.line(page, 50, y, 10, "201" + i + " - 201" + (i + 1));
                Made.line(page, 180, y, 10, "Welder number " + i);
                Made.line(
                    page, 180, y - 14, 10, "Acme, Gent, in the yard where the ships are mended");
                Made.line(
                    page, 180, y - 28, 10, "Steel and iron, and all that goes with it in the yard");
              }
            });
    assertThat(read)
        .startsWith(
            "2010 - 2011\tWelder number 0", "Acme, Gent, in the yard where the ships are mended")
        .contains("2013 - 2014\tWelder number 3");
  }

  @Test
  void leavesTheHeadingBelowTwoColumnsToWhatFollowsIt() {
    List<String> read =
        lines(
            page -> {
              String[] left = {"Welding", "Cutting", "Grinding", "Painting"};
              String[] right = {"Reading of plans", "Cranes", "Forklifts", "First aid"};
              for (int i = 0; i < 4; i++) {
                Made.line(page, 50, 700 - 13 * i, 10, left[i]);
                Made.line(page, 300, 700.5f - 13.5f * i, 10, right[i]);
              }
              Made.line(page, 50, 630, 10, "Experience");
              Made.line(
                  page,
                  50,
                  615,
                  10,
                  "Welder at Acme, where I welded ships and boats of all sizes from morning to night, every day");
            });
    assertThat(read.subList(0, 8))
        .containsExactly(
            "Welding",
            "Cutting",
            "Grinding",
            "Painting",
            "Reading of plans",
            "Cranes",
            "Forklifts",
            "First aid");
    assertThat(read.get(8)).isEqualTo("Experience");
  }

  @Test
  void joinsPiecesOfOneLineWhateverTheOrderTheyAreDrawnIn() {
    assertThat(
            lines(
                page -> {
                  Made.line(page, 90, 700, 11, "2010");
                  Made.line(page, 50, 700, 11, "Since");
                  Made.line(page, 50, 680, 11, "Welder");
                  // Bold made by drawing twice.
                  Made.line(page, 50.2f, 680, 11, "Welder");
                }))
        .containsExactly("Since 2010", "Welder");
  }

  @Test
  void countsPagesAndOffsets() {
    Document document =
        Made.read(
            "cv.pdf",
            Made.pdf(
                page -> Made.line(page, 50, 700, 11, "One"),
                page -> {},
                page -> Made.line(page, 50, 700, 11, "Three")));
    assertThat(document.text().text()).isEqualTo("One\nThree\n");
    assertThat(document.text().pageStarts()).containsExactly(0, 4, 4);
    assertThat(document.text().pageAt(5)).isEqualTo(3);
  }

  @Test
  void turnsTextThatRunsUpThePage() {
    assertThat(
            lines(
                page -> {
                  Made.line(page, 50, 700, 11, "Level");
                  page.beginText();
                  page.setFont(Made.HELVETICA, 11);
                  page.setTextMatrix(
                      new Matrix(AffineTransform.getQuadrantRotateInstance(1, 30, 100)));
                  page.showText("Upright");
                  page.endText();
                }))
        .containsExactly("Level", "Upright");
  }

  @Test
  void putsAccentsBackOnTheirLetters() {
    assertThat(
            lines(
                page -> {
                  Made.line(page, 50, 700, 12, "caf");
                  float x = 50 + Made.HELVETICA.getStringWidth("caf") * 12 / 1000;
                  Made.line(page, x + 1, 700, 12, "\u00B4");
                  Made.line(page, x, 700, 12, "e 2010");
                }))
        .containsExactly("café 2010");
  }

  @Test
  void turnsPagesThatAreShownTurned() throws java.io.IOException {
    try (var pdf = new org.apache.pdfbox.pdmodel.PDDocument();
        var out = new java.io.ByteArrayOutputStream()) {
      var page = new org.apache.pdfbox.pdmodel.PDPage();
      page.setRotation(90);
      pdf.addPage(page);
      try (var content = new org.apache.pdfbox.pdmodel.PDPageContentStream(pdf, page)) {
        for (int i = 0; i < 2; i++) {
          content.beginText();
          content.setFont(Made.HELVETICA, 11);
          content.setTextMatrix(
              new Matrix(AffineTransform.getQuadrantRotateInstance(1, 0, 0))
                  .multiply(Matrix.getTranslateInstance(100 + 20 * i, 50)));
          content.showText("line " + i);
          content.endText();
        }
      }
      pdf.save(out);
      assertThat(Made.text("cv.pdf", out.toByteArray())).isEqualTo("line 0\nline 1\n");
    }
  }

  @Test
  void readsATableRowByRow() {
    List<String> read =
        lines(
            page -> {
              String[][] rows = {
                {"Dates", "Job title", "Company", "Location"},
                {"2015 - now", "Promoter of goods", "Garden Centre of the North", "Galway"},
                {"2012 - 2015", "Deli counter assistant", "Garden Centre", "Galway"},
                {"2009 - 2012", "Carpenter", "Oakden Construction plc", "Dublin"},
              };
              for (int i = 0; i < rows.length; i++) {
                for (int k = 0; k < 4; k++) {
                  Made.line(page, 50 + 130 * k, 700 - 16 * i, 10, rows[i][k]);
                }
              }
              Made.line(page, 50, 600, 13, "Skills");
              Made.line(page, 50, 585, 10, "Excel");
              Made.line(page, 50, 570, 10, "Word");
            });
    assertThat(read)
        .containsExactly(
            "Dates\tJob title\tCompany\tLocation",
            "2015 - now\tPromoter of goods\tGarden Centre of the North\tGalway",
            "2012 - 2015\tDeli counter assistant\tGarden Centre\tGalway",
            "2009 - 2012\tCarpenter\tOakden Construction plc\tDublin",
            "Skills",
            "Excel",
            "Word");
  }

  @Test
  void keepsASidebarWholeWhoseHeadingSticksOut() {
    List<String> read =
        lines(
            page -> {
              String[] side = {
                "Contact",
                "Gent",
                "TECHNICAL COMPETENCES",
                "TIG",
                "MIG",
                "Languages",
                "Dutch",
                "French"
              };
              for (int i = 0; i < side.length; i++) {
                Made.line(page, 50, 760 - 17 * i, i == 2 ? 13 : 10, side[i]);
              }
              for (int i = 0; i < 14; i++) {
                Made.line(
                    page,
                    218,
                    758 - 14 * i,
                    10,
                    "Line " + i + " of what he did in the years at the yard");
              }
            });
    assertThat(read.subList(0, 8))
        .containsExactly(
            "Contact",
            "Gent",
            "TECHNICAL COMPETENCES",
            "TIG",
            "MIG",
            "Languages",
            "Dutch",
            "French");
  }

  /// Draws cells at 50, 130, 250 and 400, a line every 13 points; an empty one is left out.
  private static void grid(
      org.apache.pdfbox.pdmodel.PDPageContentStream page, float top, String[]... rows)
      throws java.io.IOException {
    float[] lefts = {50, 130, 250, 400};
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < rows[i].length; k++) {
        if (!rows[i][k].isEmpty()) {
          Made.line(page, lefts[k], top - 13 * i, 10, rows[i][k]);
        }
      }
    }
  }

  @Test
  void readsOnInTheCellWhereItsLineIsFull() {
    List<String> read =
        lines(
            page -> {
              grid(
                  page,
                  700,
                  new String[] {"Période", "Poste", "Entreprise", "Lieu"},
                  new String[] {"07/1980 –", "Plongeur", "Société de transport de Liège", "Liège"},
                  new String[] {"07/1985"},
                  new String[] {"mars 1986 -", "Repasseuse en centrale", "La Brosse", "Gent"},
                  new String[] {"novembre", "de repassage"},
                  new String[] {"1987"},
                  new String[] {"10/1988 –", "Cuisinier", "Hôtel du Port", "Dinant"},
                  new String[] {"ce jour"});
              Made.line(page, 50, 560, 13, "FORMATION");
              Made.line(page, 50, 540, 10, "Institut Saint-Aldric");
            });
    assertThat(read)
        .containsExactly(
            "Période\tPoste\tEntreprise\tLieu",
            "07/1980 – 07/1985\tPlongeur\tSociété de transport de Liège\tLiège",
            "mars 1986 - novembre 1987\tRepasseuse en centrale de repassage\tLa Brosse\tGent",
            "10/1988 – ce jour\tCuisinier\tHôtel du Port\tDinant",
            "FORMATION",
            "Institut Saint-Aldric");
  }

  @Test
  void partsCellsThatNearlyTouch() {
    List<String> read =
        lines(
            page -> {
              grid(page, 700, new String[] {"Période", "Poste", "Entreprise", "Lieu"});
              Made.line(page, 50, 685, 10, "09/2014 – 06/15");
              Made.line(page, 130, 685, 10, "Technicienne au centre X");
              Made.line(page, 250, 685, 10, "Ingénierie");
              Made.line(page, 400, 685, 10, "Gent");
            });
    assertThat(read)
        .containsExactly(
            "Période\tPoste\tEntreprise\tLieu",
            "09/2014 – 06/15\tTechnicienne au centre X\tIngénierie\tGent");
  }

  @Test
  void leavesTextBelowACellThatHadSpaceLeftOnItsOwnLine() {
    List<String> read =
        lines(
            page ->
                grid(
                    page,
                    700,
                    new String[] {"2010 - 2012", "Welder", "Acme", "Gent"},
                    new String[] {"", "welded ships"},
                    new String[] {"2008 - 2010", "Cook", "Beta", "Gent"},
                    new String[] {"", "cooked"}));
    assertThat(read)
        .containsExactly(
            "2010 - 2012\tWelder\tAcme\tGent",
            "welded ships",
            "2008 - 2010\tCook\tBeta\tGent",
            "cooked");
  }

  @Test
  void readsOnWhereTheDatesBesideAnEntryWrap() {
    List<String> read =
        lines(
            page -> {
              for (int i = 0; i < 4; i++) {
                Made.line(page, 50, 700 - 60 * i, 10, "07/198" + i + " –");
                Made.line(page, 50, 687 - 60 * i, 10, "05/198" + (i + 1));
                Made.line(page, 150, 700 - 60 * i, 10, "Welder number " + i);
                Made.line(page, 150, 687 - 60 * i, 10, "Acme, Gent, at the yard");
              }
            });
    assertThat(read)
        .startsWith("07/1980 – 05/1981\tWelder number 0", "Acme, Gent, at the yard")
        .hasSize(8);
  }

  @Test
  void leavesAnOngoingJobOpenAboveAnEarlierOne() {
    List<String> read =
        lines(
            page ->
                grid(
                    page,
                    700,
                    new String[] {"2013 –", "Welder", "Acme"},
                    new String[] {"2010 – 2013", "Cook", "Beta"},
                    new String[] {"2009", "Waiter", "Gamma"}));
    assertThat(read)
        .containsExactly("2013 –\tWelder\tAcme", "2010 – 2013\tCook\tBeta", "2009\tWaiter\tGamma");
  }

  @Test
  void keepsLongRangesAtTheRightOnTheLinesOfTheirTitles() {
    List<String> read =
        lines(
            page -> {
              for (int i = 0; i < 5; i++) {
                String range = "van september 198" + i + " tot december 198" + (i + 1);
                Made.line(page, 50, 700 - 45 * i, 10, "Kok nummer " + i);
                Made.line(page, 350, 700 - 45 * i, 10, range);
                Made.line(page, 50, 687 - 45 * i, 10, "Restaurant De Pauw, Gent");
                Made.line(page, 50, 674 - 45 * i, 10, "Bereiden van alle gerechten");
              }
            });
    assertThat(read)
        .startsWith("Kok nummer 0\tvan september 1980 tot december 1981")
        .contains("Kok nummer 4\tvan september 1984 tot december 1985")
        .hasSize(15);
  }

  @Test
  void readsAFormLabelByLabel() {
    String[] labels = {"Dates", "Occupation or position held", "Name of employer", "Activities"};
    List<String> read =
        lines(
            page -> {
              for (int i = 0; i < 4; i++) {
                String[] values = {
                  "201" + i + " - 201" + (i + 1),
                  "Orchardist",
                  "Ashdown Farm",
                  "Fed and looked after the animals; sold produce at every market of the county"
                };
                for (int k = 0; k < labels.length; k++) {
                  Made.line(page, 50, 750 - 70 * i - 14 * k, 10, labels[k]);
                  Made.line(page, 215, 750 - 70 * i - 14 * k, 10, values[k]);
                }
              }
            });
    assertThat(read)
        .startsWith("Dates\t2010 - 2011", "Occupation or position held\tOrchardist")
        .hasSize(16);
  }

  @Test
  void readsASidebarApartThatStandsLevelWithTheBeginningOfALongColumn() {
    List<String> read =
        lines(
            page -> {
              for (int i = 0; i < 9; i++) {
                Made.line(page, 40, 760 - 14 * i, 10, "skill number " + i);
              }
              for (int i = 0; i < 25; i++) {
                Made.line(page, 230, 760 - 14 * i, 10, "Line " + i + " of the main part");
              }
            });
    assertThat(read.subList(0, 9)).allMatch(l -> l.startsWith("skill"));
    assertThat(read.subList(9, 34)).allMatch(l -> l.startsWith("Line"));
  }
}
