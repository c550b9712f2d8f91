/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.tally.CloseClass;
import io.pusherpipe.server.tally.ConnectionKind;
import io.pusherpipe.server.tally.Origin;
import io.pusherpipe.server.tally.Refusal;
import io.pusherpipe.server.tally.Rejection;
import io.pusherpipe.server.tally.RequestOutcome;
import io.pusherpipe.server.tally.RestRoute;
import io.pusherpipe.server.tally.WebhookOutcome;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code docs/edge-metrics.md}: it tells of all meters that there are, and of
 * no others.
 */
class EdgeMetersDocumentationTests {

	private final Meters meters = new Meters();

	@RegisterExtension
	final TestEdge edge = new TestEdge(
			TestApps.app()
				.with(AppOptions.of((options) -> options.groups(GroupOptions.DEFAULTS.withNames(List.of("orders"))))),
			(builder) -> builder.meterRegistry(this.meters.registry()));

	@Test
	void theTableTellsOfEachMeterWithTypeUnitAndTags() throws IOException {
		this.edge.server();
		Set<String> registered = this.meters.registry()
			.getMeters()
			.stream()
			.filter((meter) -> !"none".equals(meter.getId().getTag("app")))
			.map(EdgeMetersDocumentationTests::row)
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> documented = rows("`pipe.edge.")
			.map((cells) -> String.join(" | ", cells[1], cells[2], cells[3], sorted(cells[4])))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(documented).containsExactlyInAnyOrderElementsOf(registered);
		assertThat(rows("`pipe.edge.")).allSatisfy((cells) -> assertThat(cells[5]).isNotEmpty());
	}

	private static String sorted(String tags) {
		return Arrays.stream(tags.split(", ", -1)).sorted().collect(Collectors.joining(", "));
	}

	private static String row(Meter meter) {
		Meter.Id id = meter.getId();
		assertThat(id.getDescription()).isNotEmpty();
		return String.join(" | ", "`" + id.getName() + "`", id.getType().name().toLowerCase(Locale.ROOT),
				(id.getBaseUnit() != null) ? id.getBaseUnit() : "",
				id.getTags().stream().map(Tag::getKey).map((key) -> "`" + key + "`").collect(Collectors.joining(", ")));
	}

	@Test
	void theTagsAreToldWithAllTheirValues() throws IOException {
		assertValues("`kind`", values(ConnectionKind.values()));
		assertValues("`code`", Arrays.stream(CloseClass.values()).map(CloseClass::label).toList());
		assertValues("`reason` of refused clients", values(Refusal.values()));
		assertValues("`reason` of rejected messages", values(Rejection.values()));
		assertValues("`type` of channels", values(ChannelType.values()));
		assertValues("`outcome` of backend requests", values(RequestOutcome.values()));
		assertValues("`origin`", values(Origin.values()));
		assertValues("`route`", values(RestRoute.values()));
		assertValues("`outcome` of webhooks", values(WebhookOutcome.values()));
	}

	private static Collection<String> values(Enum<?>[] values) {
		return Arrays.stream(values).map((value) -> value.name().toLowerCase(Locale.ROOT)).toList();
	}

	private static void assertValues(String tag, Collection<String> values) throws IOException {
		String told = rows(tag).filter((cells) -> cells[1].equals(tag)).map((cells) -> cells[2]).findFirst().orElse("");
		assertThat(values).as(tag).allSatisfy((value) -> assertThat(told).contains("`" + value + "`"));
	}

	// The rows of tables whose first cell begins like this, as cells from number 1 on.
	private static Stream<String[]> rows(String beginning) throws IOException {
		return Files.readAllLines(Path.of("..", "docs", "edge-metrics.md"))
			.stream()
			.filter((line) -> line.startsWith("| " + beginning))
			.map((line) -> Arrays.stream(line.split("\\|", -1)).map(String::trim).toArray(String[]::new));
	}

}
