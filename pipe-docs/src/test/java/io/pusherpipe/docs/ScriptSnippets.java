/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

/**
 * JavaScript and HTML, the scripts of which Node.js parses.
 */
final class ScriptSnippets {

	private static final Pattern SCRIPT = Pattern.compile("(<script\\b([^>]*)>)(.*?)(?=</script>)", Pattern.DOTALL);

	private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][\\w-]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*?(/?)>");

	private static final Set<String> VOID = Set.of("meta", "link", "br", "hr", "img", "input");

	private ScriptSnippets() {
	}

	static List<String> faultsOf(List<FencedBlock> blocks) throws IOException {
		List<String> faults = new ArrayList<>();
		List<Script> scripts = new ArrayList<>();
		for (FencedBlock block : blocks) {
			if (block.language().equals("js")) {
				scripts.add(new Script(block.place(), block.code(), true));
				continue;
			}
			faults.addAll(faultsOfMarkup(block));
			Matcher script = SCRIPT.matcher(block.code());
			while (script.find()) {
				scripts.add(new Script(block.place(), script.group(3), script.group(2).contains("module")));
			}
		}
		faults.addAll(parse(scripts));
		return faults;
	}

	private static List<String> faultsOfMarkup(FencedBlock block) {
		Deque<String> open = new ArrayDeque<>();
		Matcher tag = TAG.matcher(SCRIPT.matcher(block.code()).replaceAll("$1"));
		while (tag.find()) {
			String name = tag.group(2).toLowerCase(Locale.ROOT);
			if (!tag.group(1).isEmpty() && !name.equals(open.poll())) {
				return List.of(block.place() + ": </" + name + "> ends what is not open");
			}
			if (tag.group(1).isEmpty() && tag.group(3).isEmpty() && !VOID.contains(name)) {
				open.push(name);
			}
		}
		return open.isEmpty() ? List.of() : List.of(block.place() + ": no end of " + open);
	}

	// one process for all of them
	private static List<String> parse(List<Script> scripts) throws IOException {
		Path input = Files.createTempFile("scripts", ".json");
		Path output = Files.createTempFile("faults", ".json");
		try {
			JsonMapper.shared().writeValue(input, scripts);
			Process node = new ProcessBuilder("node", "--experimental-vm-modules", "--no-warnings",
					"src/test/js/parse.mjs")
				.directory(Repository.ROOT.resolve("pipe-docs").toFile())
				.redirectInput(input.toFile())
				.redirectOutput(output.toFile())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			if (node.waitFor() != 0) {
				throw new IllegalStateException("node ended with " + node.exitValue());
			}
			return List
				.of(JsonMapper.shared().readValue(Files.readString(output, StandardCharsets.UTF_8), String[].class));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			Files.delete(input);
			Files.delete(output);
		}
	}

	record Script(String place, String code, boolean module) {
	}

}
