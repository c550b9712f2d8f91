/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What this module keeps to.
 */
class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.pusherpipe.client");

	@Test
	void knowsTheProtocolAndNothingElseOfTheProject() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.pusherpipe.server..", "io.pusherpipe.spring..", "org.springframework.boot..")
			.check(this.classes);
	}

	@Test
	void neverBlocks() {
		ArchRuleDefinition.noClasses().should().callMethod(Mono.class, "block").check(this.classes);
		ArchRuleDefinition.noClasses().should().callMethod(Flux.class, "blockLast").check(this.classes);
		ArchRuleDefinition.noClasses().should().callMethod(Thread.class, "sleep", long.class).check(this.classes);
	}

}
