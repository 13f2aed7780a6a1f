/** The key under which the namespace of Temporal holds the id of its installation. */
export const INSTALLATION_KEY = 'durable-orders.installation';
