import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { sharedLibraries } from '../../installer/sbom.js';
import { Home, PROGRAM } from './program.js';

/** Those of C, of C++ and of cryptography. */
const AT_EACH_START =
  /^(libc|libm|libdl|libpthread|libgcc_s|libstdc\+\+|libcrypto|ld-linux.*)\.so\.\d+$/;

describe('the libraries of the program', () => {
  const home = new Home();
  after(() => home.remove());

  test('that each start loads are few: libcurl and its thirty others come with the first request', () => {
    assert.deepEqual(
      sharedLibraries(PROGRAM).filter((name) => !AT_EACH_START.test(name)),
      [],
    );
  });

  test('may lack libcurl: what needs no network works, and what does says what is missing', async () => {
    const dir = join(home.dir, 'broken');
    mkdirSync(dir);
    writeFileSync(join(dir, 'libcurl.so.4'), 'no library');
    const env = { LD_LIBRARY_PATH: dir };
    const url = 'https://localhost:1';
    const add = ['portal', 'add', url, '--name', 'plain', '--unchecked'];
    assert.equal((await home.run(add, { env })).code, 0);
    const { code, stderr } = await home.run(['sign-in', '--token-stdin'], { env, input: 'token' });
    assert.equal(code, 1, stderr);
    assert.match(stderr, /no libcurl.*\n {2}install libcurl/);
  });
});
