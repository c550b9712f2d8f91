/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.pusherpipe.protocol.ChannelNames;
import org.jspecify.annotations.Nullable;

/**
 * Names of channels: {@code *} stands for any characters, also for none, and
 * <code>{name}</code> for one or more, of which earlier variables take as few as they
 * can. Immutable.
 *
 * @param written the pattern as it was written
 * @param edge the pattern as the edge knows it, with {@code *} for variables
 * @param regex what matches names, or {@code null} if there is only one
 * @param literals how many characters are neither {@code *} nor of variables
 * @param variables the variables' names in their order
 */
record ChannelPattern(String written, String edge, @Nullable Pattern regex, int literals, List<String> variables) {

	// A name in braces, any characters, or others.
	private static final Pattern PARTS = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}|(\\*+)|([^{*]+|\\{)");

	/**
	 * Read a pattern.
	 * @param written the pattern
	 * @return the pattern
	 * @throws InvalidPatternException if no channel can be called so
	 */
	static ChannelPattern parse(String written) {
		StringBuilder regex = new StringBuilder();
		StringBuilder edge = new StringBuilder();
		List<String> variables = new ArrayList<>();
		int literals = 0;
		boolean open = false;
		Matcher parts = PARTS.matcher(written);
		while (parts.find()) {
			String literal = parts.group(3);
			if (literal != null) {
				checkLiteral(written, literal);
				regex.append(Pattern.quote(literal));
				edge.append(literal);
				literals += literal.length();
				open = false;
				continue;
			}
			String variable = parts.group(1);
			if (open) {
				throw new InvalidPatternException("has two parts of channel \"" + written
						+ "\" side by side that stand for any characters, " + "so that nobody knows where one ends",
						"Write something between {variables} and *.");
			}
			if (variable != null && variables.contains(variable)) {
				throw new InvalidPatternException(
						"has the variable {" + variable + "} twice in channel \"" + written + "\"",
						"Give each its own name.");
			}
			if (variable != null) {
				variables.add(variable);
			}
			regex.append((variable != null) ? "(.+?)" : ".*");
			edge.append('*');
			open = true;
		}
		if (literals > ChannelNames.MAX_LENGTH) {
			checkLiteral(written, edge.toString());
		}
		boolean exact = edge.indexOf("*") < 0;
		return new ChannelPattern(written, edge.toString(),
				exact ? null : Pattern.compile(regex.toString(), Pattern.DOTALL), literals, List.copyOf(variables));
	}

	private static void checkLiteral(String written, String literal) {
		if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
			throw new InvalidPatternException("has a brace in channel \"" + written + "\" that names no variable",
					"Write variables as {name}, with letters, digits and _.");
		}
		if (!ChannelNames.isValid(literal)) {
			throw new InvalidPatternException("asks for channel \"" + written + "\", which no channel can be called",
					"Use 1 to " + ChannelNames.MAX_LENGTH
							+ " of the characters A-Z a-z 0-9 _ - = @ , . ; and * for any characters, or {name} for a "
							+ "variable.");
		}
	}

	/**
	 * How close this comes to a name.
	 * @param name the name
	 * @return the more, the closer; more than any pattern can have if it is the name
	 * itself, and negative if it does not match
	 */
	int closeness(String name) {
		if (this.regex == null) {
			return this.written.equals(name) ? Integer.MAX_VALUE : -1;
		}
		return matches(this.regex, name) ? this.literals : -1;
	}

	// Asked for each event. Most patterns are a beginning with anything after it, which
	// needs no matcher: 130 bytes less for each event.
	private boolean matches(Pattern regex, String name) {
		if (this.literals == this.edge.length() - 1 && this.edge.endsWith("*")) {
			return name.length() >= this.literals + this.variables.size()
					&& name.regionMatches(0, this.edge, 0, this.literals);
		}
		return regex.matcher(name).matches();
	}

	/**
	 * What the variables stand for in a name that matches.
	 * @param name the name
	 * @return the values by the variables' names
	 */
	Map<String, String> values(String name) {
		Map<String, String> values = new LinkedHashMap<>();
		if (this.regex != null) {
			Matcher matcher = this.regex.matcher(name);
			if (matcher.matches()) {
				for (int i = 0; i < this.variables.size(); i++) {
					values.put(this.variables.get(i), matcher.group(i + 1));
				}
			}
		}
		return values;
	}

	/**
	 * No channel can be called so.
	 */
	static final class InvalidPatternException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String problem;

		private final String fix;

		InvalidPatternException(String problem, String fix) {
			super(problem);
			this.problem = problem;
			this.fix = fix;
		}

		InvalidPipeHandlerException of(HandlerMethodDescription description) {
			return description.invalid(this.problem, this.fix);
		}

	}

}
