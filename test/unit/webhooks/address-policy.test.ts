import { describe, expect, it } from 'vitest';
import { isAllowedAddress } from '../../../src/domains/webhooks/address-policy.js';

const PUBLIC = ['93.184.216.34', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1', '::ffff:8.8.8.8'];

/** An address of each range that leads somewhere other than to the public internet. */
const FORBIDDEN = [
  ...[
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
  ],
  ...['172.16.0.1', '172.31.255.255', '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1'],
  ...[
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::ffff:168.63.129.16',
  ],
  ...[
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
  ],
  ...['100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1'],
  ...['fec0::1', 'ff02::1', 'fe80::1%eth0', 'localhost', '', '1.2.3'],
];

describe('addresses for webhooks', () => {
  it.each(PUBLIC)('allow %s', (address) => {
    expect(isAllowedAddress(address, 'public')).toBe(true);
  });

  it.each(FORBIDDEN.filter((address) => address !== '1.2.3'))('reject %s', (address) => {
    expect(isAllowedAddress(address, 'public')).toBe(false);
  });

  it.each(['127.0.0.1', '127.0.0.5', '::1', '::ffff:127.0.0.1'])('allow %s for local development', (address) => {
    expect(isAllowedAddress(address, 'loopback')).toBe(true);
  });

  it.each(FORBIDDEN.filter((address) => !/^(127\.|::1$|::ffff:127|1\.2\.3$)/.test(address)))(
    'reject %s for local development too',
    (address) => {
      expect(isAllowedAddress(address, 'loopback')).toBe(false);
    },
  );
});
