import { WORKERS, type WorkerName } from '../../src/process/processes.js';

/** The processes that faults kill, and how many of each run. One instance is killed at a time. */
export const PROCESS_COUNTS = {
  postgres: 1,
  temporal: 1,
  gateway: 1,
  ...(Object.fromEntries(WORKERS.map((name) => [name, 2])) as Record<WorkerName, number>),
  events: 2,
  api: 2,
} as const;
export type ProcessName = keyof typeof PROCESS_COUNTS;
const PROCESS_NAMES = Object.keys(PROCESS_COUNTS) as ProcessName[];

/** The links that faults disturb: to Postgres, Temporal and the gateway, and from the gateway to the API. */
export const LINKS = ['postgres', 'temporal', 'gateway', 'webhook'] as const;
export type Link = (typeof LINKS)[number];

/** Faults of a link: added latency, dropped traffic, reset connections, refused connections. */
const LINK_FAULTS = ['latency', 'blackhole', 'reset', 'cut'] as const;
export type LinkFault = (typeof LINK_FAULTS)[number];

/** Faults of an event on its way to the API. */
const WEBHOOK_FAULTS = ['duplicate', 'reorder', 'delay'] as const;
export type WebhookFault = (typeof WEBHOOK_FAULTS)[number];

/** The services whose disk fills up. */
export const DISKS = ['postgres', 'temporal'] as const satisfies readonly ProcessName[];
export type DiskOwner = (typeof DISKS)[number];

/** The ways to reset a run. */
const RESET_VIAS = ['service', 'cli'] as const;

/** The signals that are sent with an invalid argument; the workflow does not know `unknown`. */
const GARBAGE_SIGNALS = ['cancelOrder', 'paymentEvent', 'unknown'] as const;
export type GarbageSignal = (typeof GARBAGE_SIGNALS)[number];

/** What an operator or a stranger does to a run with the Temporal CLI or the service. */
export type RunFault =
  | { readonly kind: 'reset-run'; readonly via: (typeof RESET_VIAS)[number] }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'signal'; readonly signal: GarbageSignal }
  | { readonly kind: 'start' };

/** A kind of fault, without its time and duration. */
export type FaultKind =
  | { readonly kind: 'kill'; readonly process: ProcessName }
  | { readonly kind: LinkFault; readonly link: Link }
  | { readonly kind: WebhookFault }
  | RunFault
  /** All workers of one domain are away. */
  | { readonly kind: 'absence' }
  /** The clock of one worker is hours off. */
  | { readonly kind: 'clock' }
  /** New runs of one domain go to the other version of its workers. */
  | { readonly kind: 'version' }
  /** Every session with the domains' database is closed, and new ones are read-only. */
  | { readonly kind: 'read-only' }
  /** More orders than the system can confirm. */
  | { readonly kind: 'overload' }
  | { readonly kind: 'full-disk'; readonly disk: DiskOwner };

export const FAULT_KINDS: readonly FaultKind[] = [
  ...PROCESS_NAMES.map((process) => ({ kind: 'kill', process }) as const),
  ...LINKS.flatMap((link) => LINK_FAULTS.map((kind) => ({ kind, link }))),
  ...WEBHOOK_FAULTS.map((kind) => ({ kind })),
  ...RESET_VIAS.map((via) => ({ kind: 'reset-run', via }) as const),
  { kind: 'terminate' },
  { kind: 'cancel' },
  ...GARBAGE_SIGNALS.map((signal) => ({ kind: 'signal', signal }) as const),
  { kind: 'start' },
  { kind: 'absence' },
  { kind: 'clock' },
  { kind: 'version' },
  { kind: 'read-only' },
  { kind: 'overload' },
  ...DISKS.map((disk) => ({ kind: 'full-disk', disk }) as const),
];

/** The values of the flag `--faults`. */
export const FAULT_FILTERS: readonly FaultKind['kind'][] = [...new Set(FAULT_KINDS.map(({ kind }) => kind))];

/** The name in reports: `kill postgres`, `cut webhook`, `duplicate an event`. */
export function faultName(fault: FaultKind): string {
  switch (fault.kind) {
    case 'kill':
      return `kill ${fault.process}`;
    case 'latency':
    case 'blackhole':
    case 'reset':
    case 'cut':
      return `${fault.kind} ${fault.link}`;
    case 'duplicate':
    case 'reorder':
    case 'delay':
      return `${fault.kind} an event`;
    case 'reset-run':
      return `reset a run by the ${fault.via === 'cli' ? 'CLI' : 'service'}`;
    case 'terminate':
    case 'cancel':
      return `${fault.kind} a run`;
    case 'signal':
      return `signal ${fault.signal} with garbage`;
    case 'start':
      return 'start with garbage';
    case 'absence':
      return 'all workers of a domain away';
    case 'clock':
      return 'wrong clock of a worker';
    case 'version':
      return 'switch worker versions';
    case 'read-only':
      return 'read-only sessions';
    case 'overload':
      return 'overload';
    case 'full-disk':
      return `full disk of ${fault.disk}`;
  }
}
