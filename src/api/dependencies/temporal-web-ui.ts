/** Links to Temporal's Web UI. */
export class TemporalWebUi {
  /** @param url - undefined when its address is not configured */
  constructor(
    readonly url: string | undefined,
    readonly namespace: string,
  ) {}

  /**
   * The page of a workflow's latest run, or of a given one; null when the address of the Web UI is not configured.
   */
  linkTo(workflowId: string, runId?: string): string | null {
    if (this.url === undefined) return null;
    const run = runId === undefined ? [] : [runId, 'history'];
    const path = ['namespaces', this.namespace, 'workflows', workflowId, ...run].map(encodeURIComponent).join('/');
    return `${this.url.replace(/\/+$/, '')}/${path}`;
  }
}
