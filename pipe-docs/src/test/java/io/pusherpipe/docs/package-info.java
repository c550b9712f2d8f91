/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Holds the pages of the guide to the code: their snippets, their keys, their links. The
 * packages below have the snippets themselves, one package for each page.
 */
@NullMarked
package io.pusherpipe.docs;

import org.jspecify.annotations.NullMarked;
