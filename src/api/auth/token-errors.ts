import { errors } from 'jose';
import { ClaimError } from './claims.js';

/** What is wrong with a claim, by its name. */
const CLAIM_PROBLEMS: Readonly<Record<string, string>> = {
  iss: 'The token was not issued by the issuer that this service trusts ("iss").',
  aud: 'The token was issued for another audience ("aud").',
  nbf: 'The token is not valid yet ("nbf").',
  exp: 'The token needs "exp", its time of expiry.',
};

/** @returns what is wrong with a token, without its contents; undefined when the caller did not cause the error */
export function describeTokenError(error: unknown): string | undefined {
  if (error instanceof ClaimError) return error.message;
  if (error instanceof errors.JWTExpired) return 'The token has expired. Request a new one.';
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason } = error;
    const problem = CLAIM_PROBLEMS[claim] ?? `The claim "${claim}" is invalid.`;
    return reason === 'missing' ? `The token needs "${claim}". ${problem}` : problem;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'The signature of the token is wrong: it was not signed for this service, or it was changed.';
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'The token was signed with an algorithm ("alg") that this service does not accept.';
  if (error instanceof errors.JWKSNoMatchingKey)
    return 'The token was signed with an unknown key ("kid"). Request a new one.';
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid) return 'The token is malformed.';
  return undefined;
}
