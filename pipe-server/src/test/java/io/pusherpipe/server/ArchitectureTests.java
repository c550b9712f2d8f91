/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packagesOf = PipeServer.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule noPackageIsInACycle = slices().matching("io.pusherpipe.server.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule theServerStandsOnTheProtocolAndNettyAlone = classes().that()
		.doNotBelongToAnyOf(EdgeMeters.class, PipeServerBuilder.class)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("io.pusherpipe.server..", "io.pusherpipe.protocol..", "io.netty..", "org.slf4j..",
				"org.jspecify..", "java..")
		.because("the edge is a library without Spring, and knows nothing of the client");

	@ArchTest
	static final ArchRule onlyOneClassWorksWithMicrometer = classes().that()
		.belongToAnyOf(EdgeMeters.class, PipeServerBuilder.class)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("io.pusherpipe.server..", "io.pusherpipe.protocol..", "io.netty..", "org.slf4j..",
				"org.jspecify..", "java..", "io.micrometer.core.instrument..")
		.because("rooms count in tallies, and the builder only takes the registry");

	@ArchTest
	static final ArchRule talliesKnowNobody = noClasses().that()
		.resideInAPackage("io.pusherpipe.server.tally..")
		.should()
		.dependOnClassesThat(DescribedPredicate.describe("are elsewhere in the server",
				(JavaClass type) -> type.getPackageName().startsWith("io.pusherpipe.server")
						&& !type.getPackageName().equals("io.pusherpipe.server.tally")));

	@ArchTest
	static final ArchRule roomsDoNotKnowTheirUsers = noClasses().that()
		.resideInAPackage("io.pusherpipe.server.(*)..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.pusherpipe.server")
		.because("the root package puts the rooms together");

	@ArchTest
	static final ArchRule channelsKnowNoSockets = noClasses().that()
		.resideInAPackage("io.pusherpipe.server.channel..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.pusherpipe.server.socket..", "io.pusherpipe.server.pipe..",
				"io.pusherpipe.server.http..");

	@ArchTest
	static final ArchRule socketsKnowNoPipes = noClasses().that()
		.resideInAPackage("io.pusherpipe.server.socket..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.pusherpipe.server.pipe..", "io.pusherpipe.server.http..");

}
