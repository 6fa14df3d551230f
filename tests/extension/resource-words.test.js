import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { kindName, shortName } from '../../extension/src/domain/resource-words.js';

describe("a resource's kind", () => {
  it('is written as AWS writes it', () => {
    const written = Object.entries({
      s3_bucket: 'S3 bucket',
      sqs_queue: 'SQS queue',
      lambda_function: 'Lambda function',
      dynamodb_table: 'DynamoDB table',
      api_gateway_rest_api: 'API Gateway REST API',
      auto_scaling_group: 'Auto Scaling group',
      route53_hosted_zone: 'Route 53 hosted zone',
      load_balancer: 'Load balancer',
      elastic_ip: 'Elastic IP',
      resource: 'Resource',
    });
    for (const [kind, words] of written) assert.equal(kindName(kind), words);
  });

  it('has no abbreviation in small letters, whatever the host names', () => {
    const host = new URL('../../host/domain/', import.meta.url);
    const rows = readFileSync(new URL('console_page_table.cpp', host), 'utf8');
    const kinds = [...rows.matchAll(/ResourceRow\{"[^"]*",\s*"[^"]*",\s*"([a-z0-9_]+)"/g)];
    assert.ok(kinds.length > 50, `${kinds.length} kinds`);
    for (const [, kind = ''] of kinds)
      assert.doesNotMatch(
        kindName(kind),
        /_|\b(?!(?:key|job|web|app|bus|set|zone)\b)[a-z]{1,3}\d*\b/,
        kind,
      );
  });
});

describe("a resource's name", () => {
  it('lacks what all of the tenant’s have', () => {
    const short = (/** @type {string} */ name) => shortName(name, 'invoice');
    assert.equal(short('duploservices-invoice-archive-123456789012'), 'archive');
    assert.equal(short('duploservices-invoice-jobs'), 'jobs');
    assert.equal(short('DuploServices-Invoice-Jobs'), 'Jobs');
    assert.equal(short('acme-invoice-jobs-2'), 'jobs-2');
  });

  it('stays whole where that is all it has, or isn’t there', () => {
    for (const name of [
      'duploservices-invoice',
      'duploservices-invoice-',
      'duploservices-invoices-jobs',
    ])
      assert.equal(shortName(name, 'invoice'), name);
    assert.equal(shortName('jobs', 'invoice'), 'jobs');
    assert.equal(shortName('duploservices-invoice-123456789012', 'invoice'), '123456789012');
    assert.equal(shortName('duploservices-dev01-jobs', 'invoice'), 'duploservices-dev01-jobs');
  });
});
