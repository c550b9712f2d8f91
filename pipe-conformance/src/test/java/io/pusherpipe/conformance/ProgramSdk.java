/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An SDK of another language: a program that reads calls and writes answers, a line of
 * JSON each.
 */
final class ProgramSdk implements HttpSdk {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Process process;

	private final Writer input;

	private final BufferedReader output;

	ProgramSdk(List<String> command) {
		this(command, Map.of());
	}

	ProgramSdk(List<String> command, Map<String, String> environment) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
		builder.environment().putAll(environment);
		try {
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.input = this.process.outputWriter(StandardCharsets.UTF_8);
		this.output = this.process.inputReader(StandardCharsets.UTF_8);
	}

	@Override
	public JsonNode call(String method, Credentials app, Map<String, ?> args) {
		JsonNode answer = answer(Map.of("method", method, "app", app, "args", args));
		if (answer.has("unsupported")) {
			throw new TestAbortedException(answer.get("unsupported").asString());
		}
		if (answer.has("error")) {
			JsonNode error = answer.get("error");
			throw new SdkException(error.path("status").asInt(0), error.path("message").asString());
		}
		return answer.path("result");
	}

	// Clients ask on threads of their own.
	private synchronized JsonNode answer(Map<String, ?> request) {
		try {
			this.input.write(JSON.writeValueAsString(request) + "\n");
			this.input.flush();
			String line = CompletableFuture.supplyAsync(this::read).get(90, TimeUnit.SECONDS);
			return JSON.readTree(line);
		}
		catch (IOException | ExecutionException | TimeoutException ex) {
			throw new AssertionFailedError("The program of the SDK does not answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String read() {
		try {
			String line = this.output.readLine();
			if (line == null) {
				throw new IllegalStateException("It has ended");
			}
			return line;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
