import { expect, it } from 'vitest';
import { nodeVersionWarning } from '../../../src/local/node-version.js';

const NOW = new Date('2026-06-01');

it('warns about a version past its end of life, in one line', () => {
  expect(nodeVersionWarning('20.19.0', NOW)).toBe('Node.js 20 is past its end of life (2026-04-30). Use Node.js 24.');
});

it.each(['22.23.0', '24.21.0', '26.12.0', '31.0.0'])('accepts %s', (version) => {
  expect(nodeVersionWarning(version, NOW)).toBeUndefined();
});

it('accepts a version on its last day', () => {
  expect(nodeVersionWarning('20.19.0', new Date('2026-04-30T23:00:00Z'))).toBeUndefined();
});
