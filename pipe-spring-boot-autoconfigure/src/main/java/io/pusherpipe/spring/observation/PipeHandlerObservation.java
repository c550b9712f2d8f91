/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The Observation of handlers.
 */
public enum PipeHandlerObservation implements ObservationDocumentation {

	/**
	 * One call of a handler, until what it returns is done. A further attempt is another
	 * one.
	 */
	HANDLER_OBSERVATION {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultPipeHandlerConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

	};

	/**
	 * Key names for metrics and traces.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/** Simple name of the exception that it failed with, or {@code none}. */
		EXCEPTION {

			@Override
			public String asString() {
				return "exception";
			}

		},

		/** The method, such as {@code Chat.said}. */
		HANDLER {

			@Override
			public String asString() {
				return "handler";
			}

		},

		/** What it handles: the annotation, such as {@code OnSocketEvent}. */
		KIND {

			@Override
			public String asString() {
				return "kind";
			}

		},

		/** {@code process}. */
		MESSAGING_OPERATION {

			@Override
			public String asString() {
				return "messaging.operation";
			}

		},

		/** {@code pusher_pipe}. */
		MESSAGING_SYSTEM {

			@Override
			public String asString() {
				return "messaging.system";
			}

		},

		/** {@code SUCCESS} or {@code ERROR}. */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/** {@code true} if it may have been handled before, otherwise {@code false}. */
		REDELIVERED {

			@Override
			public String asString() {
				return "redelivered";
			}

		}

	}

	/**
	 * Key names for traces alone.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/** The channel's name, or {@code none}. */
		CHANNEL {

			@Override
			public String asString() {
				return "pipe.channel";
			}

		},

		/** The event's name, or {@code none}. */
		EVENT {

			@Override
			public String asString() {
				return "pipe.event";
			}

		},

		/** The socket's id, or {@code none}. */
		SOCKET_ID {

			@Override
			public String asString() {
				return "pipe.socket.id";
			}

		}

	}

}
