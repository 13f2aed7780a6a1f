import { describe, expect, it } from 'vitest';
import { urlProblem } from '../../../src/domains/webhooks/url-policy.js';

const LOCAL = ['http://127.0.0.1:8080/hook', 'http://localhost:3001', 'https://[::1]:8443/', 'http://2130706433:9000/'];

describe('URLs for webhooks', () => {
  it.each([
    'https://hooks.example.com',
    'https://hooks.example.com:8443/a?b=c',
    'https://93.184.216.34/',
    'https://[2606:4700::1]/',
  ])('allow %s', (url) => {
    expect(urlProblem(url, 'public')).toBeUndefined();
  });

  it.each<readonly [string, string]>([
    ['http://hooks.example.com', 'https'],
    ['ftp://hooks.example.com', 'https'],
    ['file:///etc/passwd', 'https'],
    ['https://user:secret@hooks.example.com', 'credentials'],
    ['https://user@hooks.example.com', 'credentials'],
    ['https://hooks.example.com/#a', 'fragment'],
    ['https://hooks.example.com:22/', 'port'],
    ['https://hooks.example.com:6379/', 'port'],
    ['https://10.0.0.1/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://0x7f.1/', 'private'],
    ['https://0177.0.0.1/', 'private'],
    ['https://127.1/', 'private'],
    ['https://10.0.0.1./', 'private'],
    ['https://0.0.0.0/', 'private'],
    ['https://①②⑦.⓪.⓪.①/', 'private'],
    ['https://[64:ff9b::10.0.0.1]/', 'private'],
    ['https://[fe80::1]/', 'private'],
    ['https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', 'full host name'],
    ['https://[::ffff:169.254.169.254]/', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'private'],
    ['https://localhost/', 'full host name'],
    ['https://localhost./', 'full host name'],
    ['https://postgres/', 'full host name'],
    ['not a URL', 'must be a URL'],
    [`https://hooks.example.com/${'a'.repeat(2_048)}`, 'must be a URL'],
    ...LOCAL.map((url): [string, string] => [url, 'must']),
  ])('reject %s', (url, problem) => {
    expect(urlProblem(url, 'public')).toContain(problem);
  });

  it.each(LOCAL)('allow %s for local development', (url) => {
    expect(urlProblem(url, 'loopback')).toBeUndefined();
  });

  it.each([
    'http://10.0.0.1:8080/',
    'http://hooks.example.com:8080/',
    'http://127.0.0.1:22/',
    'http://169.254.169.254/',
  ])('reject %s for local development too', (url) => {
    expect(urlProblem(url, 'loopback')).toBeDefined();
  });
});
