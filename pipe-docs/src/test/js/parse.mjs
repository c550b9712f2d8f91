// Reads [{place, code, module}] and writes what is wrong with them, as a list of strings. Nothing is run.
import { readFileSync } from 'node:fs';
import { Script, SourceTextModule } from 'node:vm';

const faults = [];
for (const { place, code, module } of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    if (module) {
      new SourceTextModule(code, { identifier: place });
    } else {
      new Script(code, { filename: place });
    }
  } catch (error) {
    faults.push(`${place}: ${error.message}`);
  }
}
process.stdout.write(JSON.stringify(faults));
