/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the conventions of the tests, and for what is found by its name.
 */
@AnalyzeClasses(packages = "io.pusherpipe.spring")
class TestArchitectureTests {

	@ArchTest
	static final ArchRule stepVerifiersHaveATimeout = noClasses().should()
		.callMethod(StepVerifier.LastStep.class, "verifyComplete")
		.orShould()
		.callMethod(StepVerifier.LastStep.class, "verifyError")
		.orShould()
		.callMethod(StepVerifier.class, "verify")
		.because("a test that waits for ever says nothing; use verify(Duration)");

	@ArchTest
	static final ArchRule testsAreNotPublic = methods().that()
		.areAnnotatedWith(Test.class)
		.should()
		.bePackagePrivate()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule testClassesAreNotPublic = classes().that()
		.haveSimpleNameEndingWith("Tests")
		.should()
		.notBePublic();

	@ArchTest
	static void autoConfigurationsAreListed(JavaClasses classes) {
		assertThat(ImportCandidates.load(AutoConfiguration.class, TestArchitectureTests.class.getClassLoader())
			.getCandidates())
			.filteredOn((name) -> name.startsWith("io.pusherpipe."))
			.containsExactlyInAnyOrderElementsOf(classes.stream()
				.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
				.map(JavaClass::getName)
				.toList());
	}

}
