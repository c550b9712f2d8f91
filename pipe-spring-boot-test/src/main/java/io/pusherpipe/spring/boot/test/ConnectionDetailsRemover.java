/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Removes what tells the application of another edge, before the auto-configuration of
 * the embedded one looks for it.
 */
final class ConnectionDetailsRemover implements ImportBeanDefinitionRegistrar {

	private static final Log logger = LogFactory.getLog(ConnectionDetailsRemover.class);

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importingClassMetadata, BeanDefinitionRegistry registry) {
		for (String name : ((ListableBeanFactory) registry).getBeanNamesForType(PipeConnectionDetails.class, true,
				false)) {
			logger.info("The test's edge takes the place of the one that bean '" + name + "' tells of");
			registry.removeBeanDefinition(name);
		}
	}

}
