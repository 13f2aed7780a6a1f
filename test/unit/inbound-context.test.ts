import { defaultTextMapGetter, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { expect, it } from 'vitest';
import { bearerCheck } from '../../src/crypto/bearer-key.js';
import { InboundContextPropagator } from '../../src/telemetry/inbound-context.js';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const CONTEXT = { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01`, baggage: 'session=1' };

const propagator = new InboundContextPropagator(bearerCheck('the-key'));
const extract = (headers: object) => propagator.extract(ROOT_CONTEXT, { ...CONTEXT, ...headers }, defaultTextMapGetter);

it.each([
  ['no key', {}],
  ['another key', { authorization: 'Bearer another-key' }],
  ['the key with another scheme', { authorization: 'Basic the-key' }],
])('ignores the context of a sender with %s', (_, headers) => {
  const extracted = extract(headers);
  expect(trace.getSpanContext(extracted)).toBeUndefined();
  expect(propagation.getBaggage(extracted)).toBeUndefined();
});

it('continues the context of a sender with the key', () => {
  const extracted = extract({ authorization: 'Bearer the-key' });
  expect(trace.getSpanContext(extracted)).toMatchObject({ traceId: TRACE_ID });
  expect(propagation.getBaggage(extracted)?.getEntry('session')).toMatchObject({ value: '1' });
});
