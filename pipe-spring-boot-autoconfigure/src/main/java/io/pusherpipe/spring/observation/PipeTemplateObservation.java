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
 * The Observation of triggers.
 */
public enum PipeTemplateObservation implements ObservationDocumentation {

	/**
	 * One trigger, until the edge has taken it or it has failed.
	 */
	TEMPLATE_OBSERVATION {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultPipeTemplateConvention.class;
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

		/** {@code publish}. */
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

		/** {@code socket}, {@code channel}, {@code channels} or {@code user}. */
		TARGET {

			@Override
			public String asString() {
				return "target";
			}

		}

	}

	/**
	 * Key names for traces alone.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/** The name of the channel, or of the channels, or {@code none}. */
		CHANNEL {

			@Override
			public String asString() {
				return "pipe.channel";
			}

		},

		/** The event's name. */
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

		},

		/** The user's id, or {@code none}. */
		USER_ID {

			@Override
			public String asString() {
				return "pipe.user.id";
			}

		}

	}

}
