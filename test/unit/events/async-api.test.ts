import specifications from '@asyncapi/specs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { buildAsyncApiDocument } from '../../../src/events/async-api.js';
import { EVENT_TYPE_NAMES } from '../../../src/events/event-types.js';

const document = buildAsyncApiDocument();

it('is a valid AsyncAPI 3 document', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(specifications.schemasWithoutId['3.0.0']);
  expect(validate(document), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
});

it('describes every event of the registry and refers to nothing that is missing', () => {
  expect(Object.keys(document.components.messages)).toEqual([...EVENT_TYPE_NAMES]);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(references.length).toBeGreaterThan(EVENT_TYPE_NAMES.length);
  for (const path of new Set(references)) {
    const found = path
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
    expect(found, path).toBeDefined();
  }
});

it('gives each message the attributes of CloudEvents', () => {
  for (const type of EVENT_TYPE_NAMES) {
    expect(document.components.schemas[type]).toMatchObject({
      required: expect.arrayContaining([
        'specversion',
        'id',
        'source',
        'type',
        'subject',
        'sequence',
        'data',
      ]) as string[],
    });
  }
});
