package org.jobtrail.extract.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import org.jobtrail.career.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes and what stays, line by line; every person and address is made up.
class IdentifiersTest {
  /// The line among contact details, below a name.
  private static String contact(String line) {
    return line("Wilma Testman\n" + line + "\n", 1);
  }

  /// The line among the jobs.
  private static String work(String line) {
    return line("Wilma Testman\nw.testman@mail.test\n\nExperience\n\n" + line + "\n", 5);
  }

  private static String line(String text, int number) {
    return Pseudonyms.of(text.replace("\\n", "\n"), Language.UNDETERMINED)
        .text()
        .lines()
        .skip(number)
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 Mill Lane, Leeds LS1 4AB | [ADDRESS_1]",
        "104B N. Sunset Canyon Ave., Apt 4, Springfield, OH 45501 | [ADDRESS_1]",
        "PO Box 817, Pretend, NE 60000 | [ADDRESS_1]",
        "Molenstraat 12 bus 3, 9000 Gent | [ADDRESS_1]",
        "Lange van Ruusbroecstraat 7, B-2018 Antwerpen | [ADDRESS_1]",
        "1234 AB Delft | [ADDRESS_1]",
        "12 bis, rue de la Gare, 75011 Paris | [ADDRESS_1]",
        "Avenue des Tilleuls 14, 1000 Bruxelles | [ADDRESS_1]",
        "Hauptstr. 5, 10115 Berlin | [ADDRESS_1]",
        "Calle Mayor, 12, 28013 Madrid | [ADDRESS_1]",
        "C/ Alta 3, 28013 Madrid | [ADDRESS_1]",
        "Adres: Kerkplein 1, Gent | Adres: [ADDRESS_1]",
        "Tel.: 0475 12 34 56 | Tel.: [PHONE_1]",
        "Gsm 0475/12.34.56 | Gsm [PHONE_1]",
        "Phone: 77-332-55 | Phone: [PHONE_1]",
        "(555) 123-4567 | [PHONE_1]",
        "tél. 01 99 00 28 28 | tél. [PHONE_1]",
        "Móvil: 612 345 678 | Móvil: [PHONE_1]",
        "Handy: 0151 23456789 | Handy: [PHONE_1]",
        "LinkedIn: wilma-testman | LinkedIn: [LINK_1]",
        "Skype: wilma.test | Skype: [LINK_1]",
        "www: testman.com | www: [LINK_1]",
        "testman.example.org | [LINK_1]",
        "@wilmatest | [LINK_1]",
        "Date of birth: July 5th, 1980 | Date of birth: [BIRTH_DATE_1]",
        "DOB 05/07/1980 | DOB [BIRTH_DATE_1]",
        "Geboren te Gent op 5 juli 1980 | Geboren te [BIRTH_DATE_1]",
        "Née le 5 juillet 1980 à Lyon | Née le [BIRTH_DATE_1]",
        "Geburtsdatum: 05.07.1980 | Geburtsdatum: [BIRTH_DATE_1]",
        "Fecha de nacimiento: 5 de julio de 1980 | Fecha de nacimiento: [BIRTH_DATE_1]",
        "Place of birth: Sheffield | Place of birth: [BIRTH_DATE_1]",
        "Age: 34 | Age: [BIRTH_DATE_1]",
        "34 ans | [BIRTH_DATE_1]",
        "Passport No. J6269139 | Passport No. [NUMBER_1]",
        "IBAN BE68 5390 0754 7034 | IBAN [NUMBER_1]",
        "NI number: QQ 12 34 56 C | NI number: [NUMBER_1]",
        "AB 12 34 56 C | [NUMBER_1]",
        "Steuer-ID: 86095742719 | Steuer-ID: [NUMBER_1]",
        "SV-Nummer 65 170839 J 003 | SV-Nummer [NUMBER_1]",
        "Rijksregisternummer 85.07.30-033.28 | Rijksregisternummer [NUMBER_1]",
        "DNI 12345678Z | DNI [NUMBER_1]",
        "Wilma Testman | [NAME_1]"
      })
  void hidesAmongContactDetails(String line, String expected) {
    assertThat(contact(line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Baker | Janssens & Zonen, Gent | 2010 - 2015",
        "Bakkerij Testman, Gent (06/2010-08/2016)",
        "Testman & Sons Ltd",
        "Institut Saint-Wilma, Bruxelles",
        "Human Resources Manager, 2010 - 2015",
        "Sr. Java Developer, MS SQL Server 2012, POP3",
        "De Smet Logistics nv, 03/2015 tot heden",
        "www.firm.com",
        "Supervised 3 teams during 2014, Spring 2014",
        "Course February 25, 2000; Engineering 2004",
        "ISO 9001:2015, 1 200 000 units",
        "Worked in London, Gent and Paris since January 2012",
        "Attaché à la sécurité sociale 1985-1986",
        "Studied 4 years at Johns Hopkins University"
      })
  void leavesJobsReadable(String line) {
    assertThat(work(line)).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Baker, Kerkstraat 12, Gent | Baker, [ADDRESS_1], Gent",
        "Supervisor: Dan Zampel (555) 123-4567 | Supervisor: [NAME_2] [PHONE_1]",
        "Reported to Mrs. Zampel | Reported to Mrs. [NAME_2]",
        "verslag aan mevr. Van den Proef. | verslag aan mevr. [NAME_2].",
        "WILMA TESTMAN led the team | [NAME_2] led the team",
        "As Testman, Wilma says | As [NAME_2] says",
        "Wilma is a fine colleague | [NAME_2] is a fine colleague"
      })
  void hidesPeopleAmongJobs(String line, String expected) {
    assertThat(work(line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Name: Wilma Testman | Name: [NAME_1]",
        "Naam\\nWilma Testman | Naam",
        "Curriculum vitae de Wilma Testman | Curriculum vitae de [NAME_1]",
        "TESTMAN Wilma\\n12 Mill Lane | [NAME_1]",
        "Xqwilla Vqtest\\nBaker\\nvqtest@mail.test | [NAME_1]",
        "Sales Manager\\nI sell things | Sales Manager",
        "FRONT DESK CLERK\\nSummary | FRONT DESK CLERK",
        "Bakery of Leeds\\nA short history of it | Bakery of Leeds"
      })
  void findsWhoseItIs(String text, String firstLine) {
    assertThat(line(text, 0)).isEqualTo(firstLine);
  }

  @Test
  void followsAnAddressOverTheEndOfALine() {
    String text = "Wilma Testman\nAvenue des Tilleuls 90,\nAurillac\n02 555 01 53\n";
    assertThat(Pseudonyms.of(text, Language.FRENCH).text())
        .isEqualTo("[NAME_1]\n[ADDRESS_1],\n[ADDRESS_2]\n[PHONE_1]\n");
  }

  @Test
  void hidesThoseWhoCanBeAsked() {
    String text =
        "Wilma Testman\nw@mail.test\n\nReferences\n\nDan Zampel, Head Chef\nMrs. R. Proof\n"
            + "Available upon request\n";
    assertThat(Pseudonyms.of(text, Language.ENGLISH).text())
        .isEqualTo(
            "[NAME_1]\n[EMAIL_1]\n\nReferences\n\n[NAME_2], Head Chef\nMrs. [NAME_3]\n"
                + "Available upon request\n");
  }
}
