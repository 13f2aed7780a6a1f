import { expect, it } from 'vitest';
import { choiceFlag, listFlag, required, switchFlag, textFlag, wholeNumberFlag } from '../../src/process/flag-types.js';
import { HelpRequest, parseFlags, UsageError } from '../../src/process/flags.js';

const COMMAND_LINE = {
  command: 'npm run shop --',
  description: 'Opens the shop.',
  argument: { name: 'day', values: { monday: 'A quiet day', friday: 'A busy day' } },
  flags: {
    clerks: required(wholeNumberFlag('N', 'Clerks', { min: 1, max: 9 })),
    doors: listFlag(choiceFlag('DOOR,DOOR', 'Doors', ['front', 'back'] as const)),
    sign: textFlag('TEXT', 'Text on the door'),
    quiet: switchFlag('No music'),
  },
};

it('returns the values of the flags and the argument', () => {
  expect(parseFlags(['friday', '--clerks', '2', '--doors', 'front,back', '--quiet'], COMMAND_LINE)).toEqual({
    ...{ argument: 'friday', clerks: 2, doors: ['front', 'back'], quiet: true },
  });
});

it.each<readonly [readonly string[], string]>([
  [[], '--clerks is missing: it must be a whole number from 1 to 9.'],
  [['--clerks', '10'], '--clerks is "10": it must be a whole number from 1 to 9.'],
  ...['0x5', '5e0', '0b11', ' 5', '5 ', '+5', '.5e1', '5.', 'Infinity'].map(
    (text) => [['--clerks', text], `--clerks is "${text}": it must be a whole number from 1 to 9.`] as const,
  ),
  [['--clerks', ''], '--clerks is "": it must be a whole number from 1 to 9.'],
  [['--clerks', '1', '--doors', 'front,side'], 'each is one of front, back.'],
  [['--clerks', '1', '--sign', ''], '--sign is "": it must be text.'],
  [['--clerks', '1', 'sunday'], 'Unknown day "sunday": it must be one of monday, friday.'],
  [['--clerks', '1', '--loud'], "Unknown option '--loud'."],
])('rejects %j with one line that ends with the usage', (args, problem) => {
  const parse = () => parseFlags(args, COMMAND_LINE);
  expect(parse).toThrow(UsageError);
  expect(parse).toThrow(problem);
  expect(parse).toThrow(
    / Usage: npm run shop -- \[DAY\] --clerks N \[--doors DOOR,DOOR\] \[--sign TEXT\] \[--quiet\]$/,
  );
});

it('explains each flag on --help, whatever else is given', () => {
  const help = () => parseFlags(['--help', '--clerks', '10'], COMMAND_LINE);
  expect(help).toThrow(HelpRequest);
  expect(help).toThrow('  --clerks N         Clerks: a whole number from 1 to 9\n');
  expect(help).toThrow('  friday             A busy day\n');
});
