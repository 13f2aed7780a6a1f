/** The processes that faults kill, and how many of each run. One instance is killed at a time. */
export const PROCESS_COUNTS = {
  postgres: 1,
  temporal: 1,
  gateway: 1,
  orders: 2,
  inventory: 2,
  payments: 2,
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

/** A kind of fault, without its time and duration. */
export type FaultKind =
  | { readonly kind: 'kill'; readonly process: ProcessName }
  | { readonly kind: LinkFault; readonly link: Link }
  | { readonly kind: WebhookFault };

export const FAULT_KINDS: readonly FaultKind[] = [
  ...PROCESS_NAMES.map((process) => ({ kind: 'kill', process }) as const),
  ...LINKS.flatMap((link) => LINK_FAULTS.map((kind) => ({ kind, link }))),
  ...WEBHOOK_FAULTS.map((kind) => ({ kind })),
];

/** The name in reports: `kill postgres`, `cut webhook`, `duplicate an event`. */
export function faultName(fault: FaultKind): string {
  if (fault.kind === 'kill') return `kill ${fault.process}`;
  return 'link' in fault ? `${fault.kind} ${fault.link}` : `${fault.kind} an event`;
}
