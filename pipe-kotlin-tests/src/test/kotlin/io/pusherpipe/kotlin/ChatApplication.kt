/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.kotlin

import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.delay
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.context.annotation.Bean

@SpringBootApplication(proxyBeanMethods = false)
class ChatApplication {

	@Bean
	fun rooms() = RememberingRooms()

}

class RememberingRooms : Rooms {

	val kept = CopyOnWriteArrayList<String>()

	override suspend fun keep(room: Int, message: Message) {
		delay(1)
		kept.add("$room ${message.text}")
	}

}
