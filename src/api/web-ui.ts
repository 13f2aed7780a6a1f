/** The Web UI of Temporal, where its address is known. */
export class WebUi {
  constructor(
    readonly url: string | undefined,
    readonly namespace: string,
  ) {}

  /** The page of a run's latest execution; null when nobody told us where the Web UI is. */
  linkTo(workflowId: string): string | null {
    if (this.url === undefined) return null;
    const path = ['namespaces', this.namespace, 'workflows', workflowId].map(encodeURIComponent).join('/');
    return `${this.url.replace(/\/+$/, '')}/${path}`;
  }
}
