import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { historyCsv, historyJson } from '../../extension/src/domain/history-export.js';

/** @type {import('../../extension/src/types.js').HistoryEntry} */
const entry = {
  at: 1_790_000_000,
  what: 'ended',
  portal: 'acme',
  role: 'tenant',
  tenant: 'guid',
  name: 'invoice',
  service: null,
  by: 'popup',
  lasted: 3600,
};

const none = () => false;

describe('the exported history', () => {
  it('is a table with a line of names, times in ISO 8601 and nothing for null', () => {
    assert.equal(
      historyCsv([entry], none),
      'at,what,portal,role,tenant,name,service,by,lasted,production\r\n' +
        '2026-09-21T14:13:20.000Z,ended,acme,tenant,guid,invoice,,popup,3600,false\r\n',
    );
  });

  it('quotes what would end a cell, and leaves nothing that a spreadsheet runs', () => {
    const csv = historyCsv([{ ...entry, name: '=1+1', service: 'a,"b"' }], none);
    assert.match(csv, /,'=1\+1,"a,""b""",/);
  });

  it('is JSON with every field', () => {
    assert.deepEqual(JSON.parse(historyJson([entry], none)), [
      { ...entry, at: '2026-09-21T14:13:20.000Z', production: false },
    ]);
  });

  it('says which tenants are production', () => {
    const entries = [entry, { ...entry, name: 'billing-prod' }];
    const isProduction = (/** @type {typeof entry} */ { name }) => name === 'billing-prod';
    const inJson = JSON.parse(historyJson(entries, isProduction));
    assert.deepEqual(
      inJson.map((/** @type {any} */ { production }) => production),
      [false, true],
    );
    const [, ...lines] = historyCsv(entries, isProduction).trim().split('\r\n');
    assert.deepEqual(
      lines.map((line) => line.split(',').at(-1)),
      ['false', 'true'],
    );
  });
});
