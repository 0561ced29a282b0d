package org.jobtrail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The layout of DESIGN as rules: dependencies point one way, and there are no drawers for
/// oddments.
@AnalyzeClasses(packages = "org.jobtrail", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
  @ArchTest
  static final ArchRule STAGES_HAVE_NO_CYCLES =
      slices().matching("org.jobtrail.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOUNS_KNOW_NO_STAGE =
      noClasses()
          .that()
          .resideInAnyPackage("org.jobtrail.career..", "org.jobtrail.provenance..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.jobtrail.taxonomy..",
              "org.jobtrail.ingest..",
              "org.jobtrail.extract..",
              "org.jobtrail.normalise..",
              "org.jobtrail.dataset..",
              "org.jobtrail.analyse..",
              "org.jobtrail.pipeline..");

  @ArchTest
  static final ArchRule NO_DRAWERS =
      classes().should().resideOutsideOfPackages("..util..", "..common..", "..impl..");

  @ArchTest
  static void sawTheWholeTree(JavaClasses classes) {
    assertThat(classes.size()).isGreaterThan(30);
  }
}
