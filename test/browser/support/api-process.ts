import { startStorefrontApi, type StorefrontApiSettings } from '../../kit/storefront-api.js';

/** An API with its page in a process that a test can suspend. */
const api = await startStorefrontApi(JSON.parse(process.argv[2] ?? '') as StorefrontApiSettings);
process.on('SIGTERM', () => void api.stop().then(() => process.exit()));
process.send?.('ready');
