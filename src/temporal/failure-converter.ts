import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Moves the message and stack trace of a failure into a payload, where the payload codec encrypts them. Workflow bundles
 * include this module, so it must not import anything else.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
