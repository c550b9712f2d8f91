/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.observability;

import io.micrometer.common.KeyValues;
import io.pusherpipe.spring.observation.DefaultPipeHandlerConvention;
import io.pusherpipe.spring.observation.PipeHandlerContext;

import org.springframework.stereotype.Component;

// tag::tenant-convention[]
@Component
class TenantConvention extends DefaultPipeHandlerConvention {

	@Override
	public KeyValues getLowCardinalityKeyValues(PipeHandlerContext context) {
		return super.getLowCardinalityKeyValues(context).and("tenant", "north");
	}

}
// end::tenant-convention[]
