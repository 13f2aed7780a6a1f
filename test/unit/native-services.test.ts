import { describe, expect, it } from 'vitest';
import { readServices, resolveComposePath } from '../cluster/compose.js';
import { toNativeService } from '../cluster/native-services.js';

const SCRIPTS = resolveComposePath('./cluster/');
const services = readServices();

describe('a compose service that runs without a container', () => {
  const addresses = {
    postgres: { host: '127.9.9.1' },
    history: { host: '127.9.9.2' },
    api: { host: '127.0.0.1', ports: { 3000: 81 } },
  };

  it('gets the addresses of other services and the paths of its files and secrets', () => {
    const history = services.get('history');
    expect(history && toNativeService('history', history, addresses, '/s')).toMatchObject({
      command: ['/bin/sh', `${SCRIPTS}with-secret.sh`, 'POSTGRES_PWD', 'temporal-server', 'start'],
      healthcheck: ['nc', '-z', '127.9.9.2', '7234'],
      environment: {
        ...{ TEMPORAL_SERVICES: 'history', POSTGRES_SEEDS: '127.9.9.1', POSTGRES_USER: 'temporal' },
        ...{ POSTGRES_PWD_FILE: '/s/temporal-database-password', BIND_ON_IP: '127.9.9.2' },
        ...{ PROMETHEUS_ENDPOINT: '127.9.9.2:8000', DYNAMIC_CONFIG_FILE_PATH: `${SCRIPTS}dynamic-config.yml` },
      },
    });
  });

  it('gets the actual port of a service that listens on another port than in its container', () => {
    const gateway = services.get('gateway');
    expect(gateway && toNativeService('gateway', gateway, addresses, '/s').environment.PAYMENT_WEBHOOK_URL).toBe(
      'http://127.0.0.1:81/v1/webhooks/payments',
    );
  });
});
