import { expect, it } from 'vitest';
import { EncryptionCodec } from '../../src/temporal/payload-codec.js';

const codec = new EncryptionCodec([{ id: 'one', key: Buffer.alloc(32, 1) }]);

it.each([
  ['an array, as the SDK hands on what a run without a result answers', [] as unknown as Uint8Array],
  ['nothing', undefined],
  ['null', null],
])('a payload whose data is %s can be encrypted', async (_, data) => {
  const metadata = { encoding: Buffer.from('binary/null') };
  const [payload] = await codec.decode(await codec.encode([{ metadata, data }]));
  expect(payload).toEqual({ metadata, data: Buffer.alloc(0) });
});
