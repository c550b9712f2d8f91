/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the checks themselves: that they notice what is wrong.
 */
class SnippetChecksTests {

	@Test
	void takesBlocksHeadingsAndLinksFromAPage() {
		MarkdownPage page = MarkdownPage.parse("a.md", """
				# Start, *now*
				See [there](b.md#x), but not `[this](c.md)`.

				1. First

				   ```java
				   // # no heading, and [no link](d.md)
				   	int x;
				   ```
				## Start, now
				""".lines().toList());
		assertThat(page.anchors()).containsExactly("start-now", "start-now-1");
		assertThat(page.links()).containsExactly(new MarkdownPage.Link(2, "b.md#x"));
		assertThat(page.blocks()).singleElement().satisfies((block) -> {
			assertThat(block.place()).isEqualTo("a.md:6");
			assertThat(block.language()).isEqualTo("java");
			assertThat(block.text()).containsExactly("// # no heading, and [no link](d.md)", "\tint x;");
		});
	}

	@Test
	void joinsThePartsOfARegion() {
		List<SourceRegion> regions = SourceRegions.parse("A.java", """
				BEGIN
				one

				END
				two
					BEGIN

				three
					END
				""".replace("BEGIN", "// tag::a[]").replace("END", "// end::a[]").lines().toList());
		assertThat(regions).containsExactly(new SourceRegion("A.java", 1, "a", List.of("one", "", "three")));
	}

	@Test
	void refusesRegionsWithoutAnEndOrABeginning() {
		assertThatIllegalStateException().isThrownBy(() -> SourceRegions.parse("A.java", List.of("// tag::a[]")))
			.withMessage("A.java:1: the region \"a\" has no end");
		assertThatIllegalStateException().isThrownBy(() -> SourceRegions.parse("A.java", List.of("// end::a[]")))
			.withMessage("A.java:1: the region \"a\" has not begun");
	}

	@Test
	void noticesKeysThatNobodyKnows() throws IOException {
		assertThat(ConfigurationSnippet.faultsOf("properties", "pusher.pipe.no-such-key=1")).singleElement()
			.asString()
			.contains("pusher.pipe.no-such-key");
		assertThat(ConfigurationSnippet.faultsOf("yaml", "pusher.pipe.server.apps[0].no-such-key: 1")).singleElement()
			.asString()
			.contains("no-such-key");
		assertThat(ConfigurationSnippet.faultsOf("properties", "spring.no-such-key=1"))
			.containsExactly("no configuration metadata has the key spring.no-such-key");
	}

	@Test
	void noticesValuesThatCannotBe() throws IOException {
		assertThat(ConfigurationSnippet.faultsOf("properties", "pusher.pipe.connect-timeout=soon")).singleElement()
			.asString()
			.contains("connect-timeout", "soon");
	}

	@Test
	void takesKeysOfEveryKind() throws IOException {
		assertThat(ConfigurationSnippet.faultsOf("properties", """
				spring.application.name=shop
				spring.threads.virtual.enabled=true
				spring.ssl.bundle.pem.edge.truststore.certificate=classpath:edge-ca.pem
				logging.level.io.pusherpipe=debug
				pusher.pipe.url=wss://edge.example.org
				pusher.pipe.server.apps[0].webhooks[0].url=https://example.org
				""")).isEmpty();
	}

	@Test
	void letsFilesOfOtherProgramsBe() throws IOException {
		assertThat(ConfigurationSnippet.faultsOf("yaml", "services:\n  edge:\n    image: pipe-server-app\n")).isEmpty();
		assertThat(ConfigurationSnippet.faultsOf("yaml", "scrape_configs:\n  - job_name: edge\n")).isEmpty();
	}

	@Test
	void noticesScriptsAndMarkupThatDoNotParse() throws IOException {
		assertThat(ScriptSnippets.faultsOf(List.of(block("js", "const a = ;"), block("js", "const a = await 1;"),
				block("html", "<p><b></p>"), block("html", "<script>\nif (a < b) {\n</script>"),
				block("html", "<script>\nif (a < b) { c(); }\n</script>"))))
			.hasSize(3)
			.allSatisfy((fault) -> assertThat(fault).startsWith("a.md:1: "));
	}

	@Test
	void noticesXmlThatIsNoneAndModulesThatAreNotThere() {
		assertThat(XmlSnippet.faultsOf("<a><b></a>")).singleElement().asString().contains("not well-formed");
		assertThat(XmlSnippet.faultsOf(
				"""
						<dependency><groupId>io.pusherpipe</groupId><artifactId>pipe-nothing</artifactId></dependency>
						<dependency><groupId>io.pusherpipe</groupId><artifactId>pipe-js</artifactId><version>0</version></dependency>
						"""))
			.hasSize(2);
	}

	private static FencedBlock block(String language, String code) {
		return new FencedBlock("a.md", 1, language, code.lines().toList());
	}

}
