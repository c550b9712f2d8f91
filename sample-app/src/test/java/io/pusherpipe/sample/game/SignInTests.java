/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.spring.authorization.UserAuthentication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignIn}.
 */
class SignInTests {

	private static final JsonMapper mapper = new JsonMapper();

	private final SignIn signIn = new SignIn();

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			"Ada"                  | Ada
			"  Ada Lovelace  "     | Ada Lovelace
			"A\\u202Ed\\u0000a\\n"  | Ada
			"12345678901234567"    | 1234567890123456
			"<b>"                  | <b>
			"   "                  | Pilot
			""                     | Pilot
			42                     | Pilot
			null                   | Pilot
			["Ada"]                | Pilot
			{"name":"Ada"}         | Pilot
			""", delimiter = '|')
	void namesAreMadeHarmless(String given, String name) {
		assertThat(userOf(given)).isEqualTo(name);
	}

	@Test
	void longNamesEndBetweenCharacters() {
		assertThat(userOf("\"" + "\uD83D\uDE80".repeat(20) + "\"")).isEqualTo("\uD83D\uDE80".repeat(16));
	}

	@Test
	void whenThereIsNoDataThenHasTheNameOfTheNameless() {
		this.signIn.name("1.1", null);
		assertThat(this.signIn.signIn("1.1").join().userId()).isEqualTo("Pilot");
	}

	@Test
	void whenAskedBeforeTheNameHasComeThenWaitsForIt() {
		CompletableFuture<UserAuthentication> decision = this.signIn.signIn("1.1");
		this.signIn.name("2.2", mapper.readTree("\"Grace\""));
		assertThat(decision).isNotDone();
		this.signIn.name("1.1", mapper.readTree("\"Ada\""));
		assertThat(decision.join().userId()).isEqualTo("Ada");
	}

	@Test
	void whenNoNameComesThenIsRefused() {
		assertThat(this.signIn.signIn("1.1")).succeedsWithin(Duration.ofSeconds(20))
			.extracting(UserAuthentication::userId)
			.isNull();
	}

	@Test
	void whenSocketHasClosedThenItsNameIsForgotten() {
		this.signIn.name("1.1", mapper.readTree("\"Ada\""));
		this.signIn.closed("1.1");
		assertThat(this.signIn.signIn("1.1")).isNotDone();
	}

	private String userOf(String name) {
		this.signIn.name("1.1", mapper.readTree(name));
		return String.valueOf(this.signIn.signIn("1.1").join().userId());
	}

}
