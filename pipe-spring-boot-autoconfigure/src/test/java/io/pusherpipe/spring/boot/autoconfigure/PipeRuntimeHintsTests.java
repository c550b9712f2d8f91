/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.netty.channel.ChannelHandler;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeRuntimeHints}.
 */
class PipeRuntimeHintsTests {

	@Test
	void areFound() {
		assertThat(AotServices.factories().load(RuntimeHintsRegistrar.class))
			.hasAtLeastOneElementOfType(PipeRuntimeHints.class);
	}

	@Test
	void knowAllOurNettyHandlers() {
		Stream<String> handlers = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("io.pusherpipe")
			.stream()
			.filter((type) -> type.isAssignableTo(ChannelHandler.class))
			.filter((type) -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
			.map(JavaClass::getName);
		assertThat(PipeRuntimeHints.CHANNEL_HANDLERS).containsExactlyInAnyOrderElementsOf(handlers.toList());
	}

	@Test
	void tellOfWhatIsThere() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of("io.pusherpipe.server.net.WebSocketConnection")))
			.accepts(hints(getClass().getClassLoader()));
		assertThat(hints(new FilteredClassLoader("io.pusherpipe.server")).reflection()
			.typeHints()
			.map((hint) -> hint.getType().getName())).containsExactly("io.pusherpipe.client.HandshakeGuard");
	}

	private static RuntimeHints hints(ClassLoader classLoader) {
		RuntimeHints hints = new RuntimeHints();
		new PipeRuntimeHints().registerHints(hints, classLoader);
		return hints;
	}

}
