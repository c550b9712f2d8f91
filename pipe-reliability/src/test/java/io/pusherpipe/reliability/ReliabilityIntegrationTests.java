/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a group of Spring applications is promised, under load and with real faults. See
 * {@code docs/reliability.md}; {@code -Preliability} makes it large.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
class ReliabilityIntegrationTests {

	// of the handlers, each of which may have begun when its process freezes
	private static final int THREADS = 32;

	private static final Table table = new Table();

	private static final int repetitions = Integer.getInteger("rig.repetitions", 1);

	private static final int linkRepetitions = Integer.getInteger("rig.link-repetitions", 1);

	private static final Path directory = Path.of(System.getProperty("rig.directory", "target/rig"));

	private static Rig rig;

	@BeforeAll
	static void start() {
		rig = new Rig(directory, Integer.getInteger("rig.sockets", 150), Integer.getInteger("rig.rate", 600),
				Duration.ofMillis(Long.getLong("rig.member-timeout", 5000)));
	}

	@AfterAll
	static void stop() {
		rig.close();
		table.print(directory.resolve("table.md"));
	}

	@Test
	void whenNothingGoesWrongNothingComesTwice() {
		holds(Fault.NONE).allSatisfy((outcome) -> assertThat(outcome.duplicates()).isZero());
	}

	@Test
	void whenMemberIsKilledNothingIsLost() {
		holds(Fault.KILLED);
	}

	@Test
	void whenMemberIsRestartedNothingIsLostAndNothingComesTwice() {
		holds(Fault.RESTARTED).allSatisfy((outcome) -> assertThat(outcome.duplicates()).isZero());
	}

	@Test
	void whenMemberIsFrozenNothingIsLost() {
		holds(Fault.FROZEN).allSatisfy((outcome) -> assertThat(outcome.late()).isLessThanOrEqualTo(THREADS));
	}

	@Test
	void whenAllMembersAreDeployedNothingIsLostAndNothingComesTwice() {
		holds(Fault.DEPLOYED).allSatisfy((outcome) -> assertThat(outcome.duplicates()).isZero());
	}

	@Test
	void whenLinkIsCutNothingIsLost() {
		holds(Fault.CUT);
	}

	@Test
	void whenLinkIsCutForLongNothingIsLost() {
		holds(Fault.CUT_OFF);
	}

	@Test
	void whenAllLinksAreCutNothingIsLost() {
		holds(Fault.ALL_CUT_OFF);
	}

	@Test
	void whenLinkIsSilentNothingIsLost() {
		holds(Fault.SILENT);
	}

	@Test
	void whenLinkIsSlowNothingIsLost() {
		holds(Fault.SLOW);
	}

	@Test
	void whenLinkIsHalfClosedTowardsEdgeNothingIsLost() {
		holds(Fault.HALF_CLOSED_TOWARDS_EDGE);
	}

	@Test
	void whenLinkIsHalfClosedTowardsMemberNothingIsLost() {
		holds(Fault.HALF_CLOSED_TOWARDS_MEMBER);
	}

	@Test
	void whenEdgeIsRestartedEverySocketIsClosedAfterAllThatWasTaken() {
		repeat(Fault.EDGE_RESTARTED, (outcome) -> {
			assertThat(rig.unclosed()).isZero();
			toldToBeginAnew(outcome);
		});
	}

	@Test
	void whenEdgeIsKilledMembersAreToldAndGoOn() {
		repeat(Fault.EDGE_KILLED, ReliabilityIntegrationTests::toldToBeginAnew);
	}

	private static ListAssert<Outcome> holds(Fault fault) {
		return assertThat(repeat(fault, (outcome) -> assertThat(outcome.gaps()).isEmpty()));
	}

	private static void toldToBeginAnew(Outcome outcome) {
		assertThat(outcome.gaps()).allMatch((handled) -> handled.record().kind() == Entry.Kind.FORGOTTEN);
		assertThat(outcome.gaps().stream().map(Handled::member).collect(Collectors.toSet())).hasSize(Rig.MEMBERS);
	}

	private static List<Outcome> repeat(Fault fault, Consumer<Outcome> more) {
		List<Outcome> outcomes = new ArrayList<>();
		try {
			for (int i = 0; i < (fault.isOfMember() ? repetitions : linkRepetitions); i++) {
				Outcome outcome = rig.suffer(fault);
				outcomes.add(outcome);
				assertThat(outcome.lost()).as("lost").isZero();
				assertThat(outcome.disorders()).as("out of order").isEmpty();
				assertThat(outcome.unmarked()).as("again, and not marked").isEmpty();
				assertThat(outcome.foreign()).as("again, without having been hit").isEmpty();
				assertThat(outcome.disconnected()).as("disconnected").isEmpty();
				more.accept(outcome);
			}
		}
		finally {
			table.add(fault, outcomes);
		}
		return outcomes;
	}

}
