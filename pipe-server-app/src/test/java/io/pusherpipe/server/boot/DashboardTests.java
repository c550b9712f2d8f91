/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the files in {@code docs/grafana}: they can be imported, and ask for nothing
 * that the edge does not expose.
 */
class DashboardTests {

	private static final Path FILES = Path.of("..", "docs", "grafana");

	private static final Set<String> PROMQL = Set.of("sum", "max", "min", "rate", "increase", "by", "without", "and",
			"or", "unless", "on", "group_left", "clamp_min", "label_values", "changes", "avg_over_time",
			"max_over_time", "time", "absent", "bool");

	private static RunningEdge edge;

	private static Set<String> exposed = Set.of();

	@BeforeAll
	static void scrape() {
		edge = new RunningEdge();
		// There are no pauses to tell of before the first.
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			System.gc();
			exposed = new Scrape(edge.actuator("/prometheus").body()).names();
			return exposed.contains("jvm_gc_pause_seconds_sum");
		});
	}

	@AfterAll
	static void stop() {
		edge.close();
	}

	@Test
	void theDashboardCanBeImported() throws IOException {
		JsonNode dashboard = dashboard();
		assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
		assertThat(dashboard.path("uid").asString()).isNotEmpty();
		assertThat(dashboard.path("__inputs").path(0).path("pluginId").asString()).isEqualTo("prometheus");
		String source = "${" + dashboard.path("__inputs").path(0).path("name").asString() + "}";
		assertThat(dashboard.path("templating")
			.path("list")
			.valueStream()
			.map((variable) -> variable.path("name").asString())).containsExactly("app", "instance");
		List<Integer> ids = new ArrayList<>();
		for (JsonNode panel : dashboard.path("panels")) {
			ids.add(panel.path("id").asInt());
			assertThat(panel.path("title").asString()).isNotEmpty();
			assertThat(panel.path("gridPos").path("w").asInt()).isPositive();
			if (!panel.path("type").asString().equals("row")) {
				assertThat(panel.path("datasource").path("uid").asString()).isEqualTo(source);
				assertThat(panel.path("description").asString("")).as(panel.path("title").asString()).isNotEmpty();
				assertThat(panel.path("targets")).isNotEmpty();
			}
		}
		assertThat(ids).hasSizeGreaterThan(15).doesNotHaveDuplicates();
	}

	@Test
	void everyMetricOfTheDashboardIsExposed() throws IOException {
		List<String> expressions = new ArrayList<>();
		dashboard().findValues("expr").forEach((expression) -> expressions.add(expression.asString()));
		dashboard().path("templating")
			.path("list")
			.forEach((variable) -> expressions.add(variable.path("query").path("query").asString()));
		assertThat(expressions).hasSizeGreaterThan(20).doesNotContain("");
		assertThat(metrics(expressions)).hasSizeGreaterThan(20).isSubsetOf(exposed);
	}

	@Test
	void everyMetricOfTheAlertsIsExposed() throws IOException {
		List<String> expressions = new ArrayList<>();
		for (Map<String, Object> group : list(
				new Yaml().<Map<String, Object>>load(Files.readString(FILES.resolve("pipe-edge-alerts.yml")))
					.get("groups"))) {
			for (Map<String, Object> rule : list(group.get("rules"))) {
				assertThat(rule).containsKeys("alert", "expr", "for", "labels", "annotations");
				expressions.add(String.valueOf(rule.get("expr")));
			}
		}
		assertThat(expressions).hasSizeGreaterThan(6);
		assertThat(metrics(expressions)).isNotEmpty().isSubsetOf(exposed);
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(@Nullable Object value) {
		return (List<Map<String, Object>>) Objects.requireNonNull(value);
	}

	private static JsonNode dashboard() throws IOException {
		return JsonMapper.shared().readTree(Files.readString(FILES.resolve("pipe-edge.json")));
	}

	// What is left of PromQL without texts, labels, ranges and its own words.
	private static Set<String> metrics(List<String> expressions) {
		Set<String> metrics = new TreeSet<>();
		for (String expression : expressions) {
			String bare = expression.replaceAll("\"[^\"]*\"", "")
				.replaceAll("\\{[^}]*}", "")
				.replaceAll("\\[[^]]*]", "")
				.replaceAll("\\b(by|without|on|group_left) ?\\([^)]*\\)", "")
				.replaceAll("label_values\\(([^,]*),[^)]*\\)", "$1");
			Matcher words = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*").matcher(bare);
			while (words.find()) {
				if (!PROMQL.contains(words.group())) {
					metrics.add(words.group());
				}
			}
		}
		return metrics;
	}

}
