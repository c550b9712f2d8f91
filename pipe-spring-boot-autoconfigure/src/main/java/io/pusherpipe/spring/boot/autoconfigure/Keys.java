/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Hands values of properties on, and names the property where one is refused.
 */
final class Keys {

	private Keys() {
	}

	/**
	 * Hand a value on.
	 * @param <T> the value's type
	 * @param key the property
	 * @param value its value
	 * @param target takes the value, or throws an {@link IllegalArgumentException}
	 */
	static <T> void set(String key, @Nullable T value, Consumer<T> target) {
		if (value == null) {
			return;
		}
		try {
			target.accept(value);
		}
		catch (IllegalArgumentException ex) {
			throw refused(key, ex);
		}
	}

	/**
	 * Hand a size on.
	 * @param key the property
	 * @param size its value
	 * @param target takes the size in bytes, or throws an
	 * {@link IllegalArgumentException}
	 */
	static void setBytes(String key, DataSize size, Consumer<Integer> target) {
		long bytes = size.toBytes();
		if (bytes < 0 || bytes > Integer.MAX_VALUE) {
			throw new PipeConfigurationException("The property " + key + " is " + size + ".",
					"Set it to at most " + Integer.MAX_VALUE + "B.");
		}
		set(key, (int) bytes, target);
	}

	/**
	 * What to throw where a value is refused.
	 * @param key the property
	 * @param reason why
	 * @return the exception
	 */
	static PipeConfigurationException refused(String key, IllegalArgumentException reason) {
		return new PipeConfigurationException(
				"The property " + key + " has a value that cannot be: " + reason.getMessage() + ".",
				"Correct " + key + ".");
	}

}
