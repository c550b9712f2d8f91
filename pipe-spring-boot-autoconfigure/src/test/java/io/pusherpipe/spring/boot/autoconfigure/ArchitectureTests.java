/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Tests for who may know whom, and for Spring Boot's conventions.
 */
@AnalyzeClasses(packages = "io.pusherpipe.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesAreNotInACycle = slices().matching("io.pusherpipe.spring.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule onlyTheAutoConfigurationKnowsTheServer = noClasses().that()
		.resideOutsideOfPackage("io.pusherpipe.spring.boot..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.pusherpipe.server..", "io.netty..")
		.because("the server is optional");

	@ArchTest
	static final ArchRule annotationsKnowNobody = noClasses().that()
		.resideInAPackage("io.pusherpipe.spring.annotation")
		.should()
		.dependOnClassesThat(DescribedPredicate.describe("are our own and elsewhere",
				(JavaClass type) -> type.getPackageName().startsWith("io.pusherpipe")
						&& !type.getPackageName().equals("io.pusherpipe.spring.annotation")));

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.because("they are named by others, and extended by nobody");

	@ArchTest
	static final ArchRule autoConfigurationsHaveNoPublicMembers = members().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.and(DescribedPredicate.describe("are no class initializers",
				(JavaMember member) -> !member.getName().equals("<clinit>")))
		.should()
		.notBePublic()
		.because("they are no API");

	@ArchTest
	static final ArchRule configurationsDoNotProxyBeanMethods = classes().that()
		.areAnnotatedWith(Configuration.class)
		.should()
		.beAnnotatedWith(DescribedPredicate.describe("@Configuration(proxyBeanMethods = false)",
				(JavaAnnotation<?> annotation) -> annotation.getRawType().isEquivalentTo(Configuration.class)
						&& annotation.get("proxyBeanMethods").filter(Boolean.FALSE::equals).isPresent()));

	@ArchTest
	static final ArchRule beanMethodsAreNotConditionalOnClasses = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.notBeAnnotatedWith(ConditionalOnClass.class)
		.because("the method's signature would already need the class");

	@ArchTest
	static final ArchRule beanMethodsArePackagePrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate()
		.because("they are called by Spring alone");

	@ArchTest
	static final ArchRule failureAnalyzersAndRegistrarsAreNotPublic = classes().that()
		.areAssignableTo(FailureAnalyzer.class)
		.or()
		.areAssignableTo(RuntimeHintsRegistrar.class)
		.or()
		.areAssignableTo(ConnectionDetailsFactory.class)
		.or()
		.areAssignableTo(ApplicationListener.class)
		.should()
		.bePackagePrivate()
		.because("they are found by their names in spring.factories and aot.factories");

	@ArchTest
	static final ArchRule whatOlderGenerationsMeetNeedsNothingThatHasMoved = classes().that()
		.haveSimpleNameStartingWith("SpringBootGeneration")
		.or()
		.haveSimpleNameStartingWith("UnsupportedSpringBoot")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "org.springframework.context", "org.springframework.core.env",
				"org.springframework.boot", "org.springframework.boot.context.event",
				"org.springframework.boot.diagnostics", "io.pusherpipe.spring.boot.autoconfigure");

	@ArchTest
	static final ArchRule conditionsAreNotPublic = classes().that()
		.areAssignableTo(Condition.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule beansAreNotPostProcessed = noClasses().should()
		.implement(BeanPostProcessor.class)
		.because("handlers are found once all beans are there, and nobody's beans are created early for it");

}
