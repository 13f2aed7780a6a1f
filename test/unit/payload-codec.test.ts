import { expect, it } from 'vitest';
import { EncryptionCodec } from '../../src/temporal/payload-codec.js';

const codec = new EncryptionCodec([{ id: 'one', key: Buffer.alloc(32, 1) }]);

it.each([
  ['an array, which the SDK passes for a run without a result', [] as unknown as Uint8Array],
  ['undefined', undefined],
  ['null', null],
])('encrypts a payload whose data is %s', async (_, data) => {
  const metadata = { encoding: Buffer.from('binary/null') };
  const [payload] = await codec.decode(await codec.encode([{ metadata, data }]));
  expect(payload).toEqual({ metadata, data: Buffer.alloc(0) });
});
