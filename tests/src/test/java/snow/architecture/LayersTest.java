package snow.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Date;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dependencies run one way, and the compiler is pure (docs/architecture.md). */
class LayersTest {
    private static final String[] COMPILER = {
        "snow.syntax..", "snow.diagnostics..", "snow.format..", "snow.types..", "snow.mir..", "snow.codegen.."
    };

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(
                        "snow.syntax",
                        "snow.diagnostics",
                        "snow.format",
                        "snow.types",
                        "snow.mir",
                        "snow.codegen",
                        "snow.rt",
                        "snow.cli",
                        "snow.project",
                        "snow.jar");
    }

    @Test
    void everyLayerKnowsOnlyTheOnesBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("syntax")
                .definedBy("snow.syntax..", "snow.diagnostics..", "snow.format..")
                .layer("types")
                .definedBy("snow.types..")
                .layer("mir")
                .definedBy("snow.mir..")
                .layer("codegen")
                .definedBy("snow.codegen..")
                .layer("runtime")
                .definedBy("snow.rt..")
                .layer("tool")
                .definedBy("snow.cli..", "snow.project..", "snow.jar..")
                .whereLayer("tool")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("codegen")
                .mayOnlyBeAccessedByLayers("tool")
                .whereLayer("mir")
                .mayOnlyBeAccessedByLayers("tool", "codegen")
                .whereLayer("types")
                .mayOnlyBeAccessedByLayers("tool", "codegen", "mir")
                .whereLayer("syntax")
                .mayOnlyBeAccessedByLayers("tool", "codegen", "mir", "types")
                .whereLayer("runtime")
                .mayOnlyBeAccessedByLayers("tool")
                .check(classes);
    }

    @Test
    void theCompilerReadsAndWritesNothing() {
        noClasses()
                .that()
                .resideInAnyPackage(COMPILER)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.net..", "java.nio.channels.."))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console)")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .check(classes);
    }

    @Test
    void theCompilerKnowsNoClockAndNoEnvironment() {
        noClasses()
                .that()
                .resideInAnyPackage(COMPILER)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.time.."))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class, String.class)
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.util.random.."))
                .check(classes);
    }

    @Test
    void theCompilerHasNoMutableStatics() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(COMPILER)
                .and()
                .areStatic()
                .should()
                .beFinal()
                .check(classes);
    }

    @Test
    void theRuntimeUsesNoRegularExpressionsNorReflectiveServices() {
        noClasses()
                .that()
                .resideInAPackage("snow.rt..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.regex..", "java.util.logging.."))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.ServiceLoader")
                .check(classes);
    }

    /** T-2: changes of the wall clock have no effect on sleeps, time limits and timers, for nobody ever looks at it. */
    @Test
    void theRuntimeMeasuresTimeOnlyWithTheMonotonicClock() {
        noClasses()
                .that()
                .resideInAPackage("snow.rt..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.time.."))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Date|Calendar|Timer|TimerTask)")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(LockSupport.class, "parkUntil", long.class)
                .orShould()
                .callMethod(LockSupport.class, "parkUntil", Object.class, long.class)
                .orShould()
                .callMethod(Condition.class, "awaitUntil", Date.class)
                .check(classes);
    }
}
