import { createRequire } from 'node:module';
import type { History } from '@temporalio/common/lib/proto-utils.js';

interface ProtoJson {
  readonly fromJson: (type: unknown, json: unknown, options: { ignoreUnknownFields: boolean }) => History;
  readonly toJson: (type: unknown, message: History) => unknown;
}

// The SDK exports these functions, but they fail when npm installs several copies of protobufjs, because types and functions
// then come from different copies. Both must come from the copy that @temporalio/proto uses.
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
 * Parses the output of `temporal workflow show --output json`.
 *
 * @throws TypeError when the first event is not the start of a workflow execution, or SyntaxError for invalid JSON
 */
export function parseHistory(json: string): History {
  const history = fromJson(historyType, JSON.parse(json), { ignoreUnknownFields: true });
  if (!history.events?.[0]?.workflowExecutionStartedEventAttributes) {
    throw new TypeError('the first event is not WorkflowExecutionStarted');
  }
  return history;
}

/** The object that `temporal workflow show --output json` prints. */
export function historyToJson(history: History): unknown {
  return toJson(historyType, historyType.fromObject(history));
}
