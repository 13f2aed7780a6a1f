import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execFileAsync } from '../../src/process/child-process.js';

/** The paths of PEM files. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const openssl = (...args: string[]) => execFileAsync('openssl', args);

const newKeyOptions = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];

/** Creates a self-signed certificate authority. */
export async function createCertificateAuthority(folder: string, name: string): Promise<Certificate> {
  const authority = pathsOf(folder, name);
  await openssl(
    'req',
    '-x509',
    ...newKeyOptions,
    '-subj',
    `/CN=${name}`,
    '-keyout',
    authority.key,
    '-out',
    authority.cert,
  );
  return authority;
}

/** Creates a certificate for this machine, signed by the authority. */
export async function createCertificate(folder: string, name: string, authority: Certificate): Promise<Certificate> {
  const certificate = pathsOf(folder, name);
  const extensions = path.join(folder, `${name}.ext`);
  await writeFile(extensions, 'subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:temporal.example\n');
  const request = path.join(folder, `${name}.csr`);
  await openssl('req', ...newKeyOptions, '-subj', `/CN=${name}`, '-keyout', certificate.key, '-out', request);
  await openssl(
    ...['x509', '-req', '-in', request, '-days', '1', '-extfile', extensions, '-CAcreateserial'],
    ...['-CA', authority.cert, '-CAkey', authority.key, '-out', certificate.cert],
  );
  return certificate;
}

function pathsOf(folder: string, name: string): Certificate {
  return { cert: path.join(folder, `${name}.pem`), key: path.join(folder, `${name}.key`) };
}
