import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { regionChoices, regionLabel, regionNames } from '../../extension/src/domain/regions.js';

describe('regions', () => {
  it('are called by AWS’s name and their code', () => {
    assert.equal(regionLabel('us-west-2'), 'US West (Oregon) us-west-2');
    assert.equal(regionLabel('us-gov-west-1'), 'AWS GovCloud (US-West) us-gov-west-1');
    assert.equal(regionLabel('xx-new-1'), 'xx-new-1');
  });

  it('are all of the partition, the likely ones first and each once', () => {
    const { first, others } = regionChoices('aws', ['eu-west-1', null, 'us-east-1', 'eu-west-1']);
    assert.deepEqual(first, ['eu-west-1', 'us-east-1']);
    assert.equal(first.length + others.length, Object.keys(regionNames.aws ?? {}).length);
    assert.ok(!others.includes('eu-west-1'));
    assert.deepEqual(regionChoices('aws-cn', ['cn-north-1']).others, ['cn-northwest-1']);
  });

  it('are those of the likely region’s partition where the portal doesn’t tell', () => {
    assert.deepEqual(regionChoices(null, ['us-gov-west-1']).others, ['us-gov-east-1']);
    assert.ok(regionChoices(null, []).others.includes('us-west-2'));
    assert.ok(regionChoices('aws-iso', []).others.includes('us-west-2'));
    assert.deepEqual(regionChoices('aws', ['xx-new-1']).first, ['xx-new-1']);
  });

  it('are in one partition each, with codes as AWS writes them', () => {
    const codes = Object.values(regionNames).flatMap((names) => Object.keys(names));
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.match(code, /^[a-z]{2,4}(-[a-z]+){1,2}-\d$/);
  });
});
