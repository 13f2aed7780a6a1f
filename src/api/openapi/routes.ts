import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type RequestHandler } from 'express';
import { z } from 'zod';
import { defineRoute } from '../http/route.js';

/**
 * Files of Swagger UI that the page loads; served locally because the Content-Security-Policy allows no other origin.
 */
const ASSETS = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png']);

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Orders API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div class="swagger-ui" id="local-token" hidden>
      <section class="wrapper">
        <p>The local stack gives a token to anyone. It is kept in this browser.</p>
        <button class="btn authorize" data-role="customer">Get a customer's token</button>
        <button class="btn authorize" data-role="operator">Get an operator's token</button>
        <span role="status"></span>
      </section>
    </div>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** Shows the document. On the local stack, two buttons get a token: for the customer of the shop page, or for an operator. */
const INIT_SCRIPT = `const ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  persistAuthorization: true,
  validatorUrl: null,
});

const panel = document.getElementById('local-token');
const status = panel.querySelector('[role=status]');

function userId() {
  const key = 'durable-orders.user';
  const stored = localStorage.getItem(key) ?? crypto.randomUUID();
  localStorage.setItem(key, stored);
  return stored;
}

async function authorize(role) {
  const response = await fetch('/page/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user_id: userId(), role }),
  });
  if (!response.ok) throw new Error('The API returned status ' + response.status + '.');
  ui.preauthorizeApiKey('bearerAuth', (await response.json()).token);
  // The call above does not store it, unlike the form of Swagger UI.
  ui.authActions.persistAuthorizationIfNeeded();
  status.textContent = 'Requests are now sent as ' + role + '.';
}

for (const button of panel.querySelectorAll('button')) {
  button.addEventListener('click', () => {
    authorize(button.dataset.role).catch((error) => {
      status.textContent = error.message;
    });
  });
}
fetch('/page/config.json')
  .then((response) => response.json())
  .then((config) => {
    panel.hidden = !config.local_sign_in;
  });
`;

const openApi = defineRoute({
  method: 'get',
  path: '/openapi.json',
  operationId: 'getOpenApi',
  summary: 'Get the OpenAPI document',
  access: 'anyone',
  responses: {
    200: {
      description: 'The OpenAPI 3.1 document.',
      body: z.looseObject({ openapi: z.string().meta({ description: 'Version of the OpenAPI specification.' }) }),
    },
  },
  handler(_request, { document }) {
    return { status: 200, body: { ...document } };
  },
});

const page = defineRoute({
  method: 'get',
  path: '/docs',
  operationId: 'getDocs',
  summary: 'Get the documentation page',
  description: 'A page that documents every route and can call it.',
  access: 'anyone',
  responses: { 200: { description: 'The page.', body: z.string(), contentType: 'text/html' } },
  handler() {
    return { status: 200, body: PAGE };
  },
});

export const docsRoutes = [openApi, page];

/** Serves the files of the documentation page below `/docs`. */
export function docsAssets(): RequestHandler {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const router = express.Router();
  router.get('/start.js', (_req, res) => {
    res.type('text/javascript').send(INIT_SCRIPT);
  });
  router.use((req, _res, next) => next(ASSETS.has(req.path) ? undefined : 'router'));
  router.use(express.static(folder, { index: false, maxAge: '1h' }));
  return router;
}
