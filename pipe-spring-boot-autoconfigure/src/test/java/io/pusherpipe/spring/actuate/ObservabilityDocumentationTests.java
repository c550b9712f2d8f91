/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;
import io.pusherpipe.client.PipeClientStatistics.Kind;
import io.pusherpipe.client.PipeClientStatistics.TriggerOutcome;
import io.pusherpipe.spring.observation.PipeHandlerObservation;
import io.pusherpipe.spring.observation.PipeTemplateObservation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of {@code docs/observability.md} are what the code says.
 */
class ObservabilityDocumentationTests {

	@Test
	void theTableOfMetersIsComplete() throws IOException {
		List<List<String>> expected = Arrays.stream(PipeMeters.values())
			.map((meter) -> List.of("`" + meter.getName() + "`", meter.getType().name().toLowerCase(Locale.ROOT),
					(meter.getBaseUnit() != null) ? meter.getBaseUnit() : "",
					(meter.getKeyNames().length > 0) ? "`" + meter.getKeyNames()[0].asString() + "`" : ""))
			.toList();
		assertThat(table("| meter |").map((row) -> row.subList(0, 4))).containsExactlyElementsOf(expected);
	}

	@Test
	void theValuesOfTagsAreNamed() throws IOException {
		assertThat(description("`pipe.client.received`")).contains(names(Kind.values()));
		assertThat(description("`pipe.client.triggers`")).contains(names(TriggerOutcome.values()));
	}

	@Test
	void theTablesOfKeysAreComplete() throws IOException {
		assertKeys("| key of `pipe.handler` |", PipeHandlerObservation.HANDLER_OBSERVATION);
		assertKeys("| key of `pipe.template` |", PipeTemplateObservation.TEMPLATE_OBSERVATION);
	}

	private static void assertKeys(String header, ObservationDocumentation observation) throws IOException {
		Stream<List<String>> low = Arrays.stream(observation.getLowCardinalityKeyNames()).map((key) -> row(key, "low"));
		Stream<List<String>> high = Arrays.stream(observation.getHighCardinalityKeyNames())
			.map((key) -> row(key, "high"));
		assertThat(table(header).map((row) -> row.subList(0, 2)))
			.containsExactlyInAnyOrderElementsOf(Stream.concat(low, high).toList());
	}

	private static List<String> row(KeyName key, String cardinality) {
		return List.of("`" + key.asString() + "`", cardinality);
	}

	private static String[] names(Enum<?>[] constants) {
		return Arrays.stream(constants)
			.map((constant) -> "`" + constant.name().toLowerCase(Locale.ROOT) + "`")
			.toArray(String[]::new);
	}

	private static String description(String meter) throws IOException {
		return table("| meter |").filter((row) -> row.get(0).equals(meter)).findFirst().orElseThrow().get(4);
	}

	// The rows below the header and its line.
	private static Stream<List<String>> table(String header) throws IOException {
		return Files.readAllLines(Path.of("..", "docs", "observability.md"))
			.stream()
			.dropWhile((line) -> !line.startsWith(header))
			.skip(2)
			.takeWhile((line) -> line.startsWith("|"))
			.map((line) -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
	}

}
