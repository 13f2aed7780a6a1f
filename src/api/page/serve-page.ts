import { Router, static as serveFiles, type RequestHandler } from 'express';
import { Problem } from '../http/problem.js';
import { serveRoute, type RouteContext } from '../http/serve-route.js';
import { pageRoutes, type PageSettings } from './page-routes.js';

/** Browsers must revalidate on every load, so that the page is never older than the API it calls. */
const CACHE_CONTROL = 'no-cache';

/** Serves the page at `/`, and its files and routes below `/page`. */
export function servePage(settings: PageSettings, context: RouteContext): RequestHandler {
  const router = Router();
  router.get('/', (_req, res, next) => {
    res.sendFile(
      'index.html',
      { root: settings.folder, cacheControl: false, headers: { 'Cache-Control': CACHE_CONTROL } },
      (error) => {
        if (error)
          next(isMissing(error) ? new Problem('not_found', 'The page is not built. Run `npm run build`.') : error);
      },
    );
  });
  for (const route of pageRoutes(settings)) router[route.method](route.path, ...serveRoute(route, context));
  router.use(
    '/page',
    serveFiles(settings.folder, {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (res) => res.setHeader('Cache-Control', CACHE_CONTROL),
    }),
  );
  return router;
}

function isMissing(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT';
}
