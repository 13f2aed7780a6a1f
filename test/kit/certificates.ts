import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** Paths of a certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const openssl = (...args: string[]) => promisify(execFile)('openssl', args);

const newKeyOptions = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];

/** An authority that signs itself. */
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

/** A certificate of an authority, for this machine. */
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
