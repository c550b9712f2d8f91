/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.kotlin

import io.pusherpipe.spring.annotation.ChannelVariable
import io.pusherpipe.spring.annotation.OnChannelEvent
import io.pusherpipe.spring.annotation.OnSocketEvent
import io.pusherpipe.spring.annotation.PipeExceptionHandler
import io.pusherpipe.spring.annotation.SocketId
import io.pusherpipe.spring.annotation.TriggerOnChannel
import io.pusherpipe.spring.annotation.TriggerOnSocket
import io.pusherpipe.spring.core.PipeSocket
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.future.await
import org.springframework.stereotype.Component

@Component
class ChatHandlers(private val rooms: Rooms) {

	// tag::suspend[]
	@OnChannelEvent(channel = ["private-room-{room}"], event = ["say"])
	@TriggerOnChannel("said")
	suspend fun said(@ChannelVariable room: Int, message: Message): Message {
		rooms.keep(room, message)
		return message
	}
	// end::suspend[]

	@OnSocketEvent("wait")
	suspend fun wait(millis: Long, socket: PipeSocket) {
		delay(millis)
		socket.trigger("waited", millis).await()
	}

	@OnSocketEvent("length")
	suspend fun length(text: String): Int {
		delay(1)
		return text.length
	}

	@OnSocketEvent("nothing")
	@TriggerOnSocket("ack")
	suspend fun nothing(): String? {
		delay(1)
		return null
	}

	@OnSocketEvent("count")
	@TriggerOnSocket("number")
	fun count(to: Int): Flow<Int> = flow {
		for (i in 1..to) {
			delay(1)
			emit(i)
		}
	}

	@OnSocketEvent("countLater")
	@TriggerOnSocket("number")
	suspend fun countLater(to: Int): Flow<Int> {
		delay(1)
		return count(to)
	}

	@OnSocketEvent("fail")
	suspend fun fail(text: String): String {
		delay(1)
		throw IllegalStateException(text)
	}

	@PipeExceptionHandler
	suspend fun failed(ex: IllegalStateException, @SocketId socket: String?): String {
		delay(1)
		return "${ex.message} for ${socket != null}"
	}

}

data class Message(val text: String)

interface Rooms {

	suspend fun keep(room: Int, message: Message)

}
