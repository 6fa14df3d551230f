import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Counting, complaint, kept, madeWith, ownCounts, shortName } from './instructions.js';

const PROGRAM = '/tmp/jit-console';
const COUNTED = `events: Ir
ob=(1) ${PROGRAM}
fn=(1) jit_console::read(int)
1 10
+3 20
cob=(2) /lib/libc.so.6
cfn=(2) memcpy
calls=4 0
* 999
+1 5
ob=(2)
fn=(2)
0 700
ob=(1)
fn=(3) std::vector<char, std::allocator<char> >::push_back(char&&)
0 30
fn=(1)
0 40
`;

describe('instructions', () => {
  test('are the program’s own, by function', () => {
    const counts = { all: 105, 'jit_console::read': 75, 'std::vector::push_back': 30 };
    assert.deepEqual(ownCounts(COUNTED, PROGRAM), counts);
    assert.equal(shortName('a::(anonymous namespace)::b<c>(int)'), 'a::b');
    assert.equal(
      shortName('std::ostream& std::operator<< <char>(std::ostream&)'),
      'std::ostream& std::operator<< ',
    );
  });

  test('may be 3 % more; beyond that, what grew most is named', () => {
    const before = { all: 1000, a: 600, b: 300 };
    assert.equal(complaint('a click', before, { all: 1030, a: 630, b: 300 }), '');
    const words = complaint('a click', before, { all: 1031, a: 605, b: 318, c: 8 });
    assert.match(words, /^a click: 1031 instructions, 3\.1 % more .* in b, 18 more$/);
  });
});

const others = process.env.JIT_CONSOLE_HOST ? 'another build than dev' : '';
const skip =
  others || (kept().madeWith === madeWith() ? false : `kept are those of ${kept().madeWith}`);

describe('the instructions of', { skip }, () => {
  const counting = new Counting();
  before(() => counting.start());
  after(() => counting.close());

  for (const [path, count] of Object.entries(counting.paths))
    test(`${path} are at most 3 % more than those that are kept`, async () => {
      const words = complaint(path, kept().paths[path] ?? { all: 0 }, await count());
      assert.equal(words, '');
    });
});
