import { createRequire } from 'node:module';
import type { History } from '@temporalio/common/lib/proto-utils.js';

interface ProtoJson {
  readonly fromJson: (type: unknown, json: unknown, options: { ignoreUnknownFields: boolean }) => History;
  readonly toJson: (type: unknown, message: History) => unknown;
}

// The SDK has these functions, but they refuse to work where npm gave its packages a protobufjs each: the types are of one
// copy, the functions of another. So both are taken from where the types come from.
const requireFromCommon = createRequire(createRequire(import.meta.url).resolve('@temporalio/common'));
const requireFromProto = createRequire(requireFromCommon.resolve('@temporalio/proto'));
const { fromJson, toJson } = requireFromProto('protobufjs/ext/protojson') as ProtoJson;
const { patchProtobufRoot } = requireFromProto('@temporalio/proto/lib/patch-protobuf-root') as {
  patchProtobufRoot: (root: unknown) => { lookupType(name: string): { fromObject(history: History): History } };
};
const historyType = patchProtobufRoot(requireFromProto('@temporalio/proto')).lookupType(
  'temporal.api.history.v1.History',
);

/**
 * A history as `temporal workflow show --output json` prints it.
 *
 * @throws TypeError when it is none
 */
export function parseHistory(json: string): History {
  const history = fromJson(historyType, JSON.parse(json), { ignoreUnknownFields: true });
  if (!history.events?.[0]?.workflowExecutionStartedEventAttributes) {
    throw new TypeError('it does not begin with the start of a run');
  }
  return history;
}

/** What `temporal workflow show --output json` would print, as an object. */
export function historyToJson(history: History): unknown {
  return toJson(historyType, historyType.fromObject(history));
}
