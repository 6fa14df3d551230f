/**
 * Writes the examples of the contract as TypeScript, in which each must satisfy what extension/src/types/host.d.ts says
 * of its method: `npm run types` runs this, and tsc then names the example that doesn't. A request that is answered with
 * an error may be wrong in any way, so that of those only the error is checked.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const folder = new URL('./', import.meta.url);
const build = new URL('../../build/contract/', import.meta.url);

/**
 * @param {unknown} value
 * @param {string} type
 */
const satisfies = (value, type) => `(${JSON.stringify(value, null, 2)} satisfies ${type});`;

/** @param {string} method @param {any} example */
function lines(method, { name, request, reply, events = [] }) {
  const types = `HostMethods['${method}']`;
  const said = reply.error
    ? [satisfies(reply, 'Failed')]
    : [
        satisfies(request.params ?? {}, `Partial<${types}['params']>`),
        satisfies(reply, `Answered<${types}['result']>`),
      ];
  return [`// ${name}`, ...said, ...events.map((/** @type {any} */ e) => satisfies(e, 'Said'))];
}

rmSync(build, { recursive: true, force: true });
mkdirSync(build, { recursive: true });
for (const file of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
  const { method, cases } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const text = [
    `// Made by tests/contract/types.js of tests/contract/${file}.`,
    `import type { ErrorData, GrantPage, HostMethods } from '../../extension/src/types/host.d.ts';`,
    'type Id = number | string | null;',
    'type Answered<Result> = { id: Id; result: Result };',
    'type Failed = { id: Id; error: ErrorData };',
    `type Said = { event: 'grant_page'; data: GrantPage };`,
    ...cases.flatMap((/** @type {any} */ example) => lines(method, example)),
  ];
  writeFileSync(new URL(`${method}.ts`, build), `${text.join('\n')}\n`);
}
