/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Parts of a {@code pom.xml}.
 */
final class XmlSnippet {

	private XmlSnippet() {
	}

	static List<String> faultsOf(String code) {
		try {
			// a snippet may have several elements side by side
			Element root = parse(code.startsWith("<?xml") ? code : "<snippet>" + code + "</snippet>")
				.getDocumentElement();
			String version = version();
			List<String> faults = new ArrayList<>();
			NodeList groups = root.getElementsByTagName("groupId");
			for (int i = 0; i < groups.getLength(); i++) {
				Element coordinates = (Element) groups.item(i).getParentNode();
				if (groups.item(i).getTextContent().equals("io.pusherpipe")) {
					faults.addAll(faultsOf(coordinates, version));
				}
			}
			return faults;
		}
		catch (SAXException ex) {
			return List.of("is not well-formed: " + ex.getMessage());
		}
		catch (IOException | ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> faultsOf(Element coordinates, String version) {
		List<String> faults = new ArrayList<>();
		String artifact = text(coordinates, "artifactId");
		if (!Files.isDirectory(Repository.ROOT.resolve(artifact))) {
			faults.add("there is no module " + artifact);
		}
		String stated = text(coordinates, "version");
		if (!stated.isEmpty() && !stated.startsWith("${") && !stated.equals(version)) {
			faults.add("the version of " + artifact + " is " + version);
		}
		return faults;
	}

	private static String version() throws IOException, SAXException, ParserConfigurationException {
		String pom = Files.readString(Repository.ROOT.resolve("pom.xml"));
		return text(parse(pom).getDocumentElement(), "version");
	}

	private static String text(Element element, String child) {
		NodeList children = element.getElementsByTagName(child);
		return (children.getLength() > 0) ? children.item(0).getTextContent() : "";
	}

	private static Document parse(String xml) throws IOException, SAXException, ParserConfigurationException {
		DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
		// whose errors are thrown, and not printed
		builder.setErrorHandler(new DefaultHandler());
		return builder.parse(new InputSource(new StringReader(xml)));
	}

}
