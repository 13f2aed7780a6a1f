import { ORDER_STEPS } from '../../../contracts/steps.js';

/** What an activity does for an order: it runs or undoes a step of the placement, or serves a refund, a return or the payment. */
export interface ActivityRole {
  readonly kind: 'step' | 'compensation' | 'refund' | 'return' | 'follow_up';
  /** The id of the step, or the name of the part. */
  readonly code: string;
}

const STEP_ROLES = Object.values(ORDER_STEPS).flatMap((step): [activity: string, role: ActivityRole][] => [
  [step.activity, { kind: 'step', code: step.id }],
  ...('compensation' in step
    ? [[step.compensation.activity, { kind: 'compensation', code: step.id }] satisfies [string, ActivityRole]]
    : []),
]);

/** The role of each activity. Activities without an entry are details that a timeline leaves out. */
export const ACTIVITY_ROLES: Readonly<Record<string, ActivityRole>> = {
  ...Object.fromEntries(STEP_ROLES),
  releaseOtherCharge: { kind: 'compensation', code: 'other_charge' },
  refundPayment: { kind: 'refund', code: 'refund' },
  recordReturn: { kind: 'return', code: 'record' },
  refundReturn: { kind: 'return', code: 'refund' },
  receiveReturn: { kind: 'return', code: 'receive' },
  completeReturn: { kind: 'return', code: 'complete' },
  withdrawReturn: { kind: 'return', code: 'withdraw' },
  followPayment: { kind: 'follow_up', code: 'look_up' },
};
