import type { RequestHandler } from 'express';
import type { Authenticate } from '../auth/authenticate.js';
import { mayEnter, type User } from '../auth/user.js';
import type { Services } from '../services.js';
import { readJsonBody } from './json-body.js';
import { Problem } from './problem.js';
import type { Route } from './route.js';
import { validate } from './validation.js';

/** The steps a request to the route goes through: may this user, is it JSON, is it valid, and then the handler. */
export function serveRoute(route: Route, services: Services, authenticate: Authenticate): RequestHandler[] {
  const authorize: RequestHandler = async (req, res, next) => {
    if (route.access !== 'anyone') {
      const user = await authenticate(req.get('authorization'));
      if (!mayEnter(user, route.access)) {
        throw new Problem('forbidden', `this is for the role ${route.access.replaceAll('_', ' ')}`);
      }
      res.locals.user = user;
    }
    next();
  };

  const answer: RequestHandler = async (req, res) => {
    const user = res.locals.user as User;
    const reply = await route.handler({ ...validate(route, req), user }, services);
    res
      .status(reply.status)
      .set('Cache-Control', 'no-store')
      .set(reply.headers ?? {});
    const { contentType = 'application/json' } = route.responses[reply.status] ?? {};
    if (contentType === 'application/json') res.json(reply.body);
    else res.type(contentType).send(reply.body);
  };

  return [authorize, ...(route.body ? readJsonBody : []), answer];
}
