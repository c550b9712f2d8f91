/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application of which slices are cut.
 */
@SpringBootApplication
class SliceApplication {

}
