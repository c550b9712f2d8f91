/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Reading and writing envelopes by streaming, and JSON values that are carried without
 * being parsed.
 */
@NullMarked
package io.pusherpipe.protocol.json;

import org.jspecify.annotations.NullMarked;
