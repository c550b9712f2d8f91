// Does what docs/getting-started.md tells, with the very files that are in it, for Spring MVC, WebFlux, and without a web server.
// Nothing is written but below one temporary directory, and no process is left behind. Called by .ci/getting-started.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Browser } from './browser.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
const PAGE = 'docs/getting-started.md';
const MODULES = ['.', 'pipe-protocol', 'pipe-server', 'pipe-client', 'pipe-spring-boot-autoconfigure', 'pipe-spring-boot-starter', 'pipe-js'];
const work = mkdtempSync(join(tmpdir(), 'getting-started-'));
const groups = new Set();

// The local repository of this run: what it does not have is taken from the user's, into which nothing is written.
const repository = [
  `-Dmaven.repo.local=${join(work, 'repository')}`,
  `-Dmaven.repo.local.tail=${join(homedir(), '.m2', 'repository')}`,
];
const maven = [join(ROOT, process.platform === 'win32' ? 'mvnw.cmd' : 'mvnw'), '--batch-mode', '--no-transfer-progress', ...repository];

class Failure extends Error {}

/** The sections of the page: title, and the text up to the next one. */
function sections() {
  const [, ...parts] = readFileSync(join(ROOT, PAGE), 'utf8').split(/^## /m);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n'))]));
}

function section(title) {
  const text = sections().get(title);
  if (text === undefined) throw new Failure(`${PAGE} has no section "${title}", which this script follows`);
  return text;
}

/** Blocks in one language, each with the first thing in back-quotes of the paragraph before it. */
function blocks(title, language) {
  const pattern = new RegExp('^```' + language + '\\n([^]*?)\\n```$', 'gm');
  const text = section(title);
  return [...text.matchAll(pattern)].map((match) => {
    const paragraph = text.slice(0, match.index).trimEnd().split('\n\n').at(-1);
    return { name: /`([^`]+)`/.exec(paragraph)?.[1], code: match[1] + '\n' };
  });
}

function theBlock(title, language) {
  const found = blocks(title, language);
  if (found.length !== 1) throw new Failure(`"${title}" in ${PAGE} has ${found.length} ${language} blocks, and not one`);
  return found[0];
}

function start(command, args, { cwd, env = {} }) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  groups.add(child.pid);
  child.output = '';
  child.ended = new Promise((done) => {
    child.on('error', (error) => done(error.message));
    child.on('close', (code, signal) => done(code ?? signal));
  });
  void child.ended.then(() => groups.delete(child.pid));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (child.output += text));
  }
  return child;
}

async function run(command, args, options) {
  const child = start(command, args, options);
  const code = await withTimeout(child.ended, options.seconds ?? 900, () => `${command} ${args.join(' ')}\n${child.output}`);
  if (code !== 0) throw new Failure(`${command} ${args.join(' ')} ended with ${code}:\n${child.output}`);
  return child.output;
}

async function withTimeout(promise, seconds, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Failure(`not done after ${seconds} seconds: ${what()}`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until a process has printed something. */
async function printed(child, pattern, seconds = 600) {
  let ended;
  void child.ended.then((code) => (ended = code));
  const deadline = Date.now() + seconds * 1000;
  while (!pattern.test(child.output)) {
    if (ended !== undefined) throw new Failure(`the application ended with ${ended}:\n${child.output}`);
    if (Date.now() > deadline) throw new Failure(`the application has not printed ${pattern} after ${seconds} seconds:\n${child.output}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return pattern.exec(child.output);
}

function signal(group, name) {
  try {
    process.kill(-group, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function stop(child) {
  signal(child.pid, 'SIGTERM');
  const killer = setTimeout(() => signal(child.pid, 'SIGKILL'), 20_000);
  await child.ended;
  clearTimeout(killer);
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer().on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

function write(directory, name, text) {
  mkdirSync(dirname(join(directory, name)), { recursive: true });
  writeFileSync(join(directory, name), text);
}

/** The dependency of an artifact, with the lines that it is on. */
const dependency = (artifact) =>
  new RegExp(`[ \\t]*<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>${artifact}</artifactId>[^]*?</dependency>\\n`);

/** The four files; the edge's port is the one thing that differs, since another edge may be running here. */
function files(edgePort) {
  return new Map(
    ['xml', 'java', 'properties', 'html'].map((language) => {
      const { name, code } = theBlock('Four files', language);
      return [name, code.replaceAll('6001', String(edgePort))];
    }),
  );
}

function replace(text, pattern, by) {
  if (!pattern.test(text)) throw new Failure(`pom.xml in ${PAGE} has nothing like ${pattern}`);
  return text.replace(pattern, by);
}

const variants = {
  'Spring MVC': { change: (made) => made },
  WebFlux: {
    change(made) {
      const { code } = theBlock('With WebFlux', 'xml');
      return made.set('pom.xml', replace(made.get('pom.xml'), dependency('spring-boot-starter-webmvc'), code));
    },
  },
  'no web server': {
    change(made) {
      made.set('pom.xml', replace(made.get('pom.xml'), dependency('spring-boot-starter-webmvc'), ''));
      made.delete('src/main/resources/static/index.html');
      return made;
    },
    web: false,
  },
};

/** Two windows: each is answered, and the first is told of the second. */
async function lookAtThePage(url) {
  const browser = await Browser.start(work);
  try {
    const first = await browser.open(url);
    await first.shows(/Hello, Visitor \d+!/);
    const second = await browser.open(url);
    const [, name] = await second.shows(/Hello, (Visitor \d+)!/);
    await first.shows(new RegExp(`${name} has arrived`));
  } catch (error) {
    throw new Failure(`the page does not show what it should: ${error.message}`);
  } finally {
    await browser.close();
  }
}

async function askWithNode(edgePort) {
  const title = 'Without a web server';
  const directory = join(work, 'client');
  write(directory, 'package.json', '{"private": true}');
  const [install, node] = blocks(title, 'sh').map(({ code }) => code.trim());
  await run('sh', ['-c', install.replace('<checkout>', ROOT)], { cwd: directory, env: { npm_config_audit: 'false', npm_config_fund: 'false' } });
  const { name, code } = theBlock(title, 'js');
  write(directory, name, code.replaceAll('6001', String(edgePort)));
  const output = await run('sh', ['-c', node], { cwd: directory, seconds: 300 });
  if (output !== 'Hello, Ada!\n') throw new Failure(`${name} has printed:\n${output}`);
}

async function follow(name, { change, web = true }) {
  const began = Date.now();
  const directory = join(work, name.replaceAll(' ', '-'));
  const edgePort = await freePort();
  for (const [file, text] of change(files(edgePort))) {
    write(directory, file, text);
  }
  const [command] = blocks('Run it', 'sh').map(({ code }) => code.trim());
  if (command !== 'mvn spring-boot:run') throw new Failure(`${PAGE} runs "${command}", which this script does not know`);
  const args = [`--pusher.pipe.server.port=${edgePort}`, ...(web ? ['--server.port=0'] : [])];
  const application = start(maven[0], [...maven.slice(1), 'spring-boot:run', `-Dspring-boot.run.arguments=${args.join(' ')}`], { cwd: directory });
  try {
    await printed(application, /Started DemoApplication/);
    // what a page asks before is refused
    await printed(application, /Pipe connected/);
    if (web) {
      const [, port] = await printed(application, /started on port (\d+)/);
      await lookAtThePage(`http://localhost:${port}/`);
    } else {
      if (/(Tomcat|Netty) started on port/.test(application.output)) throw new Failure(`there is a web server:\n${application.output}`);
      await askWithNode(edgePort);
    }
  } catch (error) {
    error.message += `\n--- the application has printed:\n${application.output}`;
    throw error;
  } finally {
    await stop(application);
  }
  console.log(`   ${name}: answered (${Math.round((Date.now() - began) / 1000)} s)`);
}

async function main() {
  console.log(`== ${PAGE}, word for word`);
  const began = Date.now();
  await run(maven[0], [...maven.slice(1), '--quiet', 'install', '-Dmaven.test.skip=true', '-Dcheckstyle.skip', '-Dspring-javaformat.skip', '-pl', MODULES.join()], { cwd: ROOT });
  console.log(`   artifacts of this checkout: installed (${Math.round((Date.now() - began) / 1000)} s)`);
  for (const [name, variant] of Object.entries(variants)) {
    try {
      await follow(name, variant);
    } catch (error) {
      error.message = `${name}: ${error.message}`;
      throw error;
    }
  }
}

function cleanUp() {
  groups.forEach((group) => signal(group, 'SIGKILL'));
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {
    cleanUp();
    process.exit(1);
  });
}
try {
  await main();
} catch (error) {
  console.error(error instanceof Failure ? `Failed: ${error.message}` : error);
  process.exitCode = 1;
} finally {
  cleanUp();
}
