import { fstatSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startControl } from './control.js';
import { startSimulator } from './simulator.js';

const USAGE = 'usage: node main.js --dir DIR [--tenants N] [--control-port N] [--as REPORT]';

function readOptions() {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      tenants: { type: 'string', default: '0' },
      'control-port': { type: 'string', default: '0' },
      as: { type: 'string' },
    },
  });
  const tenants = Number(values.tenants);
  const controlPort = Number(values['control-port']);
  const fits = Number.isInteger(tenants) && Number.isInteger(controlPort);
  if (!values.dir || !fits || tenants < 0 || controlPort < 0)
    throw new Error('option missing or unfit');
  const as = values.as === undefined ? undefined : JSON.parse(readFileSync(values.as, 'utf8'));
  return { dir: values.dir, tenants, controlPort, as };
}

/** Written whole or not at all, for those who wait for the file. */
async function writeState(dir, line) {
  const file = path.join(dir, 'simulator.json');
  await writeFile(`${file}.new`, line);
  await rename(`${file}.new`, file);
}

async function run({ dir, tenants, controlPort, as }) {
  const simulator = await startSimulator({ dir, tenants, as });
  const control = await startControl(simulator, controlPort);
  const { proxy, caFile, tlsPort } = simulator;
  const portals = simulator.portals.map(({ name, url, apiUrl }) => ({ name, url, apiUrl }));
  const line = `${JSON.stringify({ proxy, control: control.url, caFile, tlsPort, portals })}\n`;
  await writeState(dir, line);
  const stop = async () => {
    await control.close();
    await simulator.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Where standard input is a pipe, its end is the end of whoever started this. In the background of
  // a shell it is /dev/null, which tells nothing.
  if (fstatSync(0).isFIFO() || fstatSync(0).isSocket()) {
    process.stdin.once('end', stop).once('error', stop).resume();
  }
  process.stdout.write(line);
}

let options;
try {
  options = readOptions();
} catch (error) {
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exit(2);
}
await run(options);
