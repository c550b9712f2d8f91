/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.kotlin

import io.pusherpipe.spring.boot.test.PipeTest
import io.pusherpipe.spring.boot.test.PipeTester
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.test.context.TestConstructor

/**
 * Tests for suspending functions as handlers.
 */
@PipeTest(handlers = [ChatHandlers::class])
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SuspendingHandlersTests(private val pipe: PipeTester, private val rooms: RememberingRooms) {

	@Test
	fun whatASuspendingFunctionEndsWithIsSent() {
		pipe.emit("private-room-7", "say", mapOf("text" to "hello"))

		assertThat(pipe.awaitTriggered("said").channel()).isEqualTo("private-room-7")
		assertThat(rooms.kept).contains("7 hello")
	}

	@Test
	fun aSuspendingFunctionIsWaitedFor() {
		val browser = pipe.connect()
		browser.trigger("wait", 200)
		browser.trigger("wait", 1)

		assertThat(browser.await("waited").dataAs(Long::class.java)).isEqualTo(200)
		assertThat(browser.await("waited").dataAs(Long::class.java)).isEqualTo(1)
	}

	@Test
	fun whatASuspendingFunctionEndsWithAnswers() {
		assertThat(pipe.connect().request("length", "four", Int::class.javaObjectType)).isEqualTo(4)
	}

	@Test
	fun nullIsNotSent() {
		pipe.connect().request("nothing", null)

		assertThat(pipe.triggered().map { it.event() }).doesNotContain("ack")
	}

	@Test
	fun eachElementOfAFlowIsSent() {
		val browser = pipe.connect()
		for (event in listOf("count", "countLater")) {
			browser.trigger(event, 3)
			for (i in 1..3) {
				assertThat(browser.await("number").dataAs(Int::class.javaObjectType)).isEqualTo(i)
			}
		}
	}

	@Test
	fun aSuspendingFunctionHandlesTheFailureOfAnother() {
		assertThat(pipe.connect().request("fail", "sorry", String::class.java)).isEqualTo("sorry for true")
	}

}
