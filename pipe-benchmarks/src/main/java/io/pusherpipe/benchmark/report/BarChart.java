/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Horizontal bars in groups, as SVG that is readable on light and on dark ground.
 */
public final class BarChart {

	private static final int WIDTH = 760;

	private static final int LEFT = 200;

	private static final int RIGHT = 70;

	private static final int BAR = 16;

	private static final int STEP = 20;

	private static final int GROUP = 30;

	private final String title;

	private final double line;

	private final Map<String, Map<String, Double>> groups = new LinkedHashMap<>();

	/**
	 * Begin a chart.
	 * @param title what it shows
	 * @param line where to draw a line to compare with, or 0 for none
	 */
	public BarChart(String title, double line) {
		this.title = title;
		this.line = line;
	}

	/**
	 * Add a bar.
	 * @param group the group that it is in
	 * @param name its name
	 * @param value its length
	 */
	public void bar(String group, String name, double value) {
		if (value > 0) {
			this.groups.computeIfAbsent(group, (key) -> new LinkedHashMap<>()).put(name, value);
		}
	}

	/**
	 * Whether there is nothing to show.
	 * @return {@code true} if there are no bars
	 */
	public boolean isEmpty() {
		return this.groups.isEmpty();
	}

	/**
	 * Draw the chart.
	 * @return the SVG
	 */
	public String toSvg() {
		double longest = this.groups.values()
			.stream()
			.flatMap((group) -> group.values().stream())
			.mapToDouble(Double::doubleValue)
			.max()
			.orElse(1);
		// A few very long bars would leave nothing of the others.
		double end = (this.line > 0) ? Math.max(this.line * 1.2, Math.min(longest, this.line * 6)) : longest;
		double scale = (WIDTH - LEFT - RIGHT) / end;
		List<String> shapes = new ArrayList<>();
		int y = 44;
		for (Map.Entry<String, Map<String, Double>> group : this.groups.entrySet()) {
			shapes.add(text("group", 12, y + 12, group.getKey()));
			y += 20;
			for (Map.Entry<String, Double> bar : group.getValue().entrySet()) {
				double width = Math.min(bar.getValue(), end) * scale;
				String kind = bar.getKey().startsWith("edge") ? "ours"
						: bar.getKey().startsWith("floor") ? "floor" : "peer";
				shapes.add(text("name", LEFT - 8, y + 12, bar.getKey()));
				shapes.add(String.format(Locale.ROOT,
						"<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>", kind, LEFT, y, width,
						BAR));
				shapes.add(text("value", (int) (LEFT + width + 5), y + 12, Table.number(bar.getValue())));
				y += STEP;
			}
			y += GROUP - STEP;
		}
		if (this.line > 0) {
			int x = (int) (LEFT + this.line * scale);
			shapes.add("<line class=\"line\" x1=\"" + x + "\" y1=\"36\" x2=\"" + x + "\" y2=\"" + (y - 6) + "\"/>");
		}
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
				<style>
				text { font: 12px system-ui, sans-serif; fill: #1f2328; }
				.title { font-size: 15px; font-weight: 600; }
				.group { font-weight: 600; }
				.name { text-anchor: end; }
				.ours { fill: #2f7d32; }
				.floor { fill: #6e7781; }
				.peer { fill: #4f7cac; }
				.line { stroke: #cf222e; stroke-dasharray: 4 3; }
				@media (prefers-color-scheme: dark) {
				text { fill: #e6edf3; }
				.ours { fill: #57ab5a; }
				.floor { fill: #8b949e; }
				.peer { fill: #6ca4dc; }
				.line { stroke: #ff7b72; }
				}
				</style>
				%s
				%s
				</svg>
				""".formatted(WIDTH, y, escape(this.title), text("title", 12, 22, this.title),
				String.join("\n", shapes));
	}

	private static String text(String kind, int x, int y, String text) {
		return "<text class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y + "\">" + escape(text) + "</text>";
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
	}

}
