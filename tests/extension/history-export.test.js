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

describe('the exported history', () => {
  it('is a table with a line of names, times in ISO 8601 and nothing for null', () => {
    assert.equal(
      historyCsv([entry]),
      'at,what,portal,role,tenant,name,service,by,lasted\r\n' +
        '2026-09-21T14:13:20.000Z,ended,acme,tenant,guid,invoice,,popup,3600\r\n',
    );
  });

  it('quotes what would end a cell, and leaves nothing that a spreadsheet runs', () => {
    const csv = historyCsv([{ ...entry, name: '=1+1', service: 'a,"b"' }]);
    assert.match(csv, /,'=1\+1,"a,""b""",/);
  });

  it('is JSON with every field', () => {
    assert.deepEqual(JSON.parse(historyJson([entry])), [
      { ...entry, at: '2026-09-21T14:13:20.000Z' },
    ]);
  });
});
