import type { PayloadCodec } from '@temporalio/common';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from '../telemetry/logger.js';
import { codecRoutes } from './codec/codec-routes.js';
import { allowOrigins } from './http/cross-origin.js';
import { errorHandler } from './http/error-handler.js';
import { Problem, unavailable } from './http/problem.js';
import { limitAddresses } from './http/rate-limit.js';
import { assignRequestId } from './http/request-id.js';
import { logRequests } from './http/request-log.js';
import { rejectRepeatedHeaders } from './http/single-headers.js';
import { serveRoute, type RouteContext } from './http/serve-route.js';
import { docsAssets } from './openapi/routes.js';
import type { OidcSettings } from './page/oidc-settings.js';
import type { PageSettings } from './page/page-routes.js';
import { servePage } from './page/serve-page.js';
import { ROUTES } from './routes.js';

const SELF = ["'self'"];

/** In bytes. Compressing the response to an order would take longer than it saves. */
const COMPRESSION_THRESHOLD = 2_048;

/**
 * Allows only this origin and nothing inline. The stylesheet of the docs page embeds images as data URLs, and the page calls the
 * identity provider, if there is one.
 */
const securityHeaders = (oidc: OidcSettings | undefined) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: SELF,
        styleSrc: SELF,
        connectSrc: oidc ? [...SELF, new URL(oidc.issuer).origin] : SELF,
        imgSrc: [...SELF, 'data:'],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });

export interface AppSettings {
  readonly logger: Logger;
  /** Requests per minute and address; 0 disables the limit. */
  readonly addressLimit: number;
  /** Other origins whose pages may call the API. */
  readonly corsOrigins: readonly string[];
  /** Number of proxies whose X-Forwarded-For header is trusted. */
  readonly trustedProxies: number;
  /** False until the database was reached for the first time. */
  readonly isDatabaseConnected: () => boolean;
  readonly page: PageSettings;
  /** Encrypts Temporal payloads; undefined when they are not encrypted. */
  readonly payloadCodec: PayloadCodec | undefined;
}

/** Builds the Express app with all routes; it does not listen yet. */
export function createApp(context: RouteContext, settings: AppSettings): Express {
  const { logger } = settings;
  const app = express();
  app.disable('etag');
  app.set('trust proxy', settings.trustedProxies);
  app.use(
    assignRequestId,
    logRequests(logger),
    securityHeaders(settings.page.oidc),
    allowOrigins(settings.corsOrigins),
  );
  app.use(compression({ threshold: COMPRESSION_THRESHOLD }));
  app.use(['/v1', '/codec', '/page'], rejectRepeatedHeaders);
  // Health probes stay unlimited: only the routes below /v1 are expensive.
  app.use('/v1', limitAddresses(settings.addressLimit), requireDatabase(settings.isDatabaseConnected));
  for (const route of ROUTES) app[route.method](route.path, ...serveRoute(route, context));
  for (const { path } of ROUTES) app.all(path, methodNotAllowed(allowedMethods(path)));
  app.use('/docs', docsAssets());
  if (settings.payloadCodec) {
    app.use('/codec', limitAddresses(settings.addressLimit));
    for (const route of codecRoutes(settings.payloadCodec))
      app[route.method](route.path, ...serveRoute(route, context));
  }
  app.use(servePage(settings.page, context));
  app.use((req) => {
    throw new Problem('not_found', `No route matches ${req.path}. See /docs for the available routes.`);
  });
  app.use(errorHandler(logger));
  return app;
}

function requireDatabase(isConnected: () => boolean): RequestHandler {
  return (_req, _res, next) => {
    if (!isConnected()) throw unavailable('The database is unreachable. Try again.');
    next();
  };
}

function allowedMethods(path: string): string {
  const methods = ROUTES.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
  return (methods.includes('GET') ? [...methods, 'HEAD'] : methods).join(', ');
}

function methodNotAllowed(allowed: string): RequestHandler {
  return (req) => {
    throw new Problem('method_not_allowed', `This route does not support ${req.method}. Use one of ${allowed}.`, {
      headers: { Allow: allowed },
    });
  };
}
