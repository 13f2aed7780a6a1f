import { ROOT_CONTEXT, type Context, type ContextManager } from '@opentelemetry/api';

/** A Node class that the workflow sandbox provides as a global. Workflow code cannot import `node:async_hooks`. */
declare const AsyncLocalStorage: new () => {
  getStore(): Context | undefined;
  run<R>(context: Context, work: () => R): R;
};

/**
 * One storage for all workflow executions of a worker: Node visits every storage for each new promise, and the library's
 * context manager creates one per execution. A module variable, not a property, because the SDK freezes shared objects.
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
