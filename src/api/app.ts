import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from '../telemetry/logger.js';
import type { Authenticate } from './auth/authenticate.js';
import { answerProblems } from './http/errors.js';
import { Problem } from './http/problem.js';
import { assignRequestId } from './http/request-id.js';
import { logRequests } from './http/request-log.js';
import { serveRoute } from './http/serve-route.js';
import { docsAssets } from './operations/docs.js';
import { ROUTES } from './routes.js';
import type { Services } from './services.js';

const SELF = ["'self'"];

/** Everything from this server, nothing inline; the pictures in the stylesheet of the docs page are data URLs. */
const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: SELF,
      styleSrc: SELF,
      connectSrc: SELF,
      imgSrc: [...SELF, 'data:'],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
});

/** The API over its services, not yet listening. */
export function createApp(services: Services, authenticate: Authenticate, logger: Logger): Express {
  const app = express();
  app.disable('etag');
  app.use(assignRequestId, logRequests(logger), securityHeaders);
  for (const route of ROUTES) app[route.method](route.path, ...serveRoute(route, services, authenticate));
  for (const { path } of ROUTES) app.all(path, refuseMethod(methodsOf(path)));
  app.use('/docs', docsAssets());
  app.use((req) => {
    throw new Problem('not_found', `there is no ${req.path}`);
  });
  app.use(answerProblems(logger));
  return app;
}

function methodsOf(path: string): string {
  const methods = ROUTES.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
  return (methods.includes('GET') ? [...methods, 'HEAD'] : methods).join(', ');
}

function refuseMethod(allowed: string): RequestHandler {
  return (req) => {
    throw new Problem('method_not_allowed', `${req.method} is not among ${allowed}`, { headers: { Allow: allowed } });
  };
}
