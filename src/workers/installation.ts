import { isGrpcServiceError, type Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { StartError } from '../config/config.js';
import { INSTALLATION_KEY } from '../contracts/installation.js';

/** gRPC: PERMISSION_DENIED and UNIMPLEMENTED. Temporal Cloud changes namespaces through another API. */
const NOT_ALLOWED = new Set([7, 12]);

/**
 * Records in Temporal's namespace which installation uses it, so that the audit never compares the records of two installations.
 *
 * @param database - of the orders
 * @throws StartError when another installation uses the namespace
 */
export async function recordInstallation({ workflowService, options }: Client, database: DataSource): Promise<void> {
  const [installation] = await database.query<[{ id: string }]>('SELECT id FROM orders.installation');
  const { namespace } = options;
  const { namespaceInfo } = await workflowService.describeNamespace({ namespace });
  const recorded = namespaceInfo?.data?.[INSTALLATION_KEY];
  if (recorded === installation.id) return;
  if (recorded) {
    throw new StartError(
      `The namespace ${namespace} belongs to another installation (${recorded}) than the database (${installation.id}). ` +
        'Use the namespace and the database of one installation.',
    );
  }
  const updateInfo = { data: { [INSTALLATION_KEY]: installation.id } };
  await workflowService.updateNamespace({ namespace, updateInfo }).catch((error: unknown) => {
    if (!isGrpcServiceError(error) || !NOT_ALLOWED.has(error.code)) throw error;
  });
}
