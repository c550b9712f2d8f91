/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packagesOf = ChannelNames.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule noPackageIsInACycle = slices().matching("io.pusherpipe.protocol.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule theProtocolStandsOnJacksonsCoreAlone = classes().should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("io.pusherpipe.protocol..", "tools.jackson.core..", "org.jspecify..", "java..",
				"javax.crypto..")
		.because("server and client share it, and neither brings in the other's libraries");

}
