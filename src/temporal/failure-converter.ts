import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Puts messages and stack traces of failures where the payload codec reaches them. A part of the workflow bundle, too:
 * it holds nothing but this.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
