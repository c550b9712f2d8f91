/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.test.context.TestContextBootstrapper;
import org.springframework.test.context.TestExecutionListener;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Tests for who may know whom.
 */
@AnalyzeClasses(packages = { "io.pusherpipe.spring.boot.test", "io.pusherpipe.test" },
		importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesAreNotInACycle = slices().matching("io.pusherpipe.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule toolsWithoutSpringKnowNothingOfIt = noClasses().that()
		.resideInAPackage("io.pusherpipe.test..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.pusherpipe.spring..")
		.because("they serve any test");

	@ArchTest
	static final ArchRule onlyTheExtensionKnowsJUnit = noClasses().that()
		.resideInAPackage("io.pusherpipe.test..")
		.and()
		.doNotHaveSimpleName("PipeServerExtension")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.junit..")
		.because("there are other test frameworks");

	@ArchTest
	static final ArchRule assertionLibrariesAreTheUsersChoice = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.assertj..", "org.hamcrest..", "org.mockito..", "org.awaitility..");

	@ArchTest
	static final ArchRule autoConfigurationsAreNotPublic = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePackagePrivate()
		.because("annotations bring them, and nobody else names them");

	@ArchTest
	static final ArchRule whatSpringCallsIsNotPublic = classes().that()
		.areAssignableTo(TestExecutionListener.class)
		.or()
		.areAssignableTo(TestContextBootstrapper.class)
		.should()
		.bePackagePrivate();

}
