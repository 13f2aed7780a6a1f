import { copyFile, cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { resolveTemporalCli } from '../../../src/local/temporal/binaries.js';
import { resolveGoProgram } from '../../kit/go-program.js';
import { moduleFolder, resolveModuleProgram } from '../engine/go-module.js';
import { run } from '../engine/run.js';

/** The image of Debian 12 with the machine's certificates, and of Debian's next release with Postgres and Prometheus. */
export const BASES = { stable: 'durable-orders-stand-in/stable:1', next: 'durable-orders-stand-in/next:1' };

/** How to make an image that no registry here has. */
export interface Recipe {
  /** Puts the files of the build into a folder. @param version - the tag of the image */
  readonly prepare: (folder: string, version: string) => Promise<void>;
  readonly dockerfile: string;
}

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
/** The newest version that builds with this machine's Go; the UI's server has not changed its settings since. */
const UI_SERVER_VERSION = '2.54.1';
/** Jaeger 2 is in the module under its old version; it contains the OpenTelemetry collector. */
const JAEGER_VERSION = '1.76.0';

const goProgram = async (folder: string, name: string, module: string, version: string) =>
  copyFile(
    await resolveGoProgram({ name, version, module, variable: `${name.toUpperCase().replaceAll('-', '_')}_PATH` }),
    path.join(folder, name),
  );

const jaeger = async (folder: string) => {
  const program = { name: 'jaeger', version: JAEGER_VERSION, variable: 'JAEGER_PATH', folder: './cmd/jaeger' };
  const module = 'github.com/jaegertracing/jaeger';
  const printLine = (line: string) => void process.stdout.write(`${line}\n`);
  await copyFile(await resolveModuleProgram({ ...program, module }, printLine), path.join(folder, 'jaeger'));
};

/** Recipes by repository. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  node: {
    async prepare(folder, version) {
      const [number] = version.split('-');
      await writeFile(path.join(folder, 'package.json'), JSON.stringify({ allowScripts: { node: true } }));
      await run(['npm', 'install', `node@${number}`, 'npm@11'], { cwd: folder });
      await cp(path.join(folder, 'node_modules/node/bin/node'), path.join(folder, 'node'), { dereference: true });
      await copyFile(CERTIFICATES, path.join(folder, 'ca-certificates.crt'));
    },
    dockerfile: `FROM ${BASES.stable}
COPY node /usr/local/bin/
COPY node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && useradd --uid 1000 --create-home node
ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES}`,
  },
  postgres: {
    prepare: (folder) =>
      copyFile(path.join(import.meta.dirname, 'postgres-entrypoint.sh'), path.join(folder, 'entrypoint.sh')),
    dockerfile: `FROM ${BASES.next}
COPY entrypoint.sh /usr/local/bin/docker-entrypoint.sh
RUN install -d -o postgres -g postgres /var/run/postgresql /var/lib/postgresql && rm -rf /var/lib/postgresql/*
ENV PATH=/usr/lib/postgresql/18/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV PGDATA=/var/lib/postgresql/18/docker LANG=C.UTF-8
VOLUME /var/lib/postgresql
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]`,
  },
  'temporalio/server': {
    async prepare(folder, version) {
      await goProgram(folder, 'temporal-server', 'go.temporal.io/server/cmd/server', version);
      const source = await moduleFolder('go.temporal.io/server', version);
      await copyFile(path.join(source, 'docker/scripts/sh/entrypoint.sh'), path.join(folder, 'entrypoint.sh'));
    },
    dockerfile: `FROM ${BASES.stable}
RUN useradd --uid 1000 temporal
COPY temporal-server /usr/local/bin/
COPY --chmod=755 entrypoint.sh /etc/temporal/
# The script is written for BusyBox, whose shell knows pipefail.
RUN sed -i '1s,.*,#!/bin/bash,' /etc/temporal/entrypoint.sh
WORKDIR /etc/temporal
USER temporal
CMD ["/etc/temporal/entrypoint.sh"]`,
  },
  'temporalio/admin-tools': {
    async prepare(folder, version) {
      await goProgram(folder, 'temporal-sql-tool', 'go.temporal.io/server/cmd/tools/sql', version);
      await copyFile(await resolveTemporalCli(), path.join(folder, 'temporal'));
    },
    dockerfile: `FROM ${BASES.stable}
RUN useradd --uid 1000 temporal
COPY temporal temporal-sql-tool /usr/local/bin/
USER temporal
CMD ["sh", "-c", "trap exit INT HUP TERM; sleep infinity & wait"]`,
  },
  'temporalio/ui': {
    async prepare(folder) {
      await goProgram(folder, 'temporal-ui-server', 'github.com/temporalio/ui-server/v2/cmd/server', UI_SERVER_VERSION);
      const source = await moduleFolder('github.com/temporalio/ui-server/v2', UI_SERVER_VERSION);
      await copyFile(path.join(source, 'config/docker.yaml'), path.join(folder, 'docker.yaml'));
    },
    dockerfile: `FROM ${BASES.stable}
WORKDIR /home/ui-server
COPY temporal-ui-server ./
COPY docker.yaml config/docker.yaml
CMD ["./temporal-ui-server", "--env", "docker", "start"]`,
  },
  'prom/prometheus': {
    prepare: () => Promise.resolve(),
    dockerfile: `FROM ${BASES.next}
RUN install -d -o nobody -g nogroup /prometheus
USER nobody
VOLUME /prometheus
ENTRYPOINT ["prometheus"]`,
  },
  'jaegertracing/jaeger': {
    prepare: jaeger,
    dockerfile: `FROM ${BASES.stable}
COPY jaeger /usr/local/bin/
ENTRYPOINT ["jaeger"]`,
  },
  // Jaeger is built from the collector and has all components of our configuration.
  'otel/opentelemetry-collector-contrib': {
    prepare: jaeger,
    dockerfile: `FROM ${BASES.stable}
COPY jaeger /usr/local/bin/
USER 10001
ENTRYPOINT ["jaeger"]`,
  },
};
