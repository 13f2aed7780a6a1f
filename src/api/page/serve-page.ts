import path from 'node:path';
import { Router, static as serveFiles, type RequestHandler } from 'express';
import { Problem } from '../http/problem.js';
import { serveRoute, type RouteContext } from '../http/serve-route.js';
import { pageRoutes, type PageSettings } from './page-routes.js';

/** Browsers must revalidate on every load, so that the page is never older than the API it calls. */
const CACHE_CONTROL = 'no-cache';

const FILE_OPTIONS = { index: false, redirect: false, cacheControl: false } as const;

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
    serveBrotli(settings.folder),
    serveFiles(settings.folder, {
      ...FILE_OPTIONS,
      setHeaders: (res) => res.setHeader('Cache-Control', CACHE_CONTROL),
    }),
  );
  return router;
}

/** Serves the Brotli files that the build made, which are a tenth smaller than what the API compresses as it responds. */
function serveBrotli(folder: string): RequestHandler {
  const serve = serveFiles(folder, {
    ...FILE_OPTIONS,
    setHeaders: (res, file) => {
      res.setHeader('Cache-Control', CACHE_CONTROL).setHeader('Content-Encoding', 'br');
      res.type(path.extname(file.slice(0, -'.br'.length)));
    },
  });
  return (req, res, next) => {
    if (!/\.(js|css|svg)$/.test(req.path)) {
      next();
      return;
    }
    res.vary('Accept-Encoding');
    if (req.acceptsEncodings('br') !== 'br') {
      next();
      return;
    }
    const { url } = req;
    req.url = `${req.path}.br`;
    serve(req, res, (error?: unknown) => {
      req.url = url;
      next(error);
    });
  };
}

function isMissing(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT';
}
