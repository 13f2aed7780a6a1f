import { ROOT_CONTEXT, type Context, type ContextManager } from '@opentelemetry/api';

/** Of Node, which the sandbox of workflows has as a global and lets nobody import. */
declare const AsyncLocalStorage: new () => {
  getStore(): Context | undefined;
  run<R>(context: Context, work: () => R): R;
};

/**
 * One for all runs of a worker: Node looks at every storage for each promise that is made, and the SDK's own manager has one in
 * each run. It is no property of anything, since the SDK freezes what runs share.
 */
const storage = new AsyncLocalStorage();

export const contextManager: ContextManager = {
  active: () => storage.getStore() ?? ROOT_CONTEXT,
  with: (context, work, thisArg, ...args) => storage.run(context, () => Reflect.apply(work, thisArg, args)),
  bind: (context, target) => {
    if (typeof target !== 'function') return target;
    const bound = (...args: unknown[]): unknown =>
      storage.run(context, () => Reflect.apply(target, undefined, args) as unknown);
    return bound as typeof target;
  },
  enable: () => contextManager,
  disable: () => contextManager,
};
