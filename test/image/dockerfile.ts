import {
  Arg,
  Cmd,
  Copy,
  DockerfileParser,
  Entrypoint,
  Env,
  From,
  Healthcheck,
  User,
  Workdir,
  type Instruction,
  type Property,
} from 'dockerfile-ast';

/** A step that changes the files or the settings of a stage. */
export type Step =
  | { readonly kind: 'run'; readonly script: string }
  | { readonly kind: 'copy'; readonly from: string | undefined; readonly sources: readonly string[]; to: string }
  | { readonly kind: 'set'; readonly variables: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'workdir'; readonly path: string };

/** A stage of a Dockerfile; the last one is the image. */
export interface Stage {
  readonly name: string;
  /** An earlier stage or an external image. */
  readonly base: string;
  readonly steps: Step[];
  entrypoint: readonly string[];
  healthcheck: readonly string[];
  user: string;
}

/** Reads a Dockerfile. @throws naming an unsupported instruction, so that none is ignored */
export function readDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction instanceof From) {
      stages.push(createStage(instruction, stages));
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) throw new Error('The Dockerfile has an instruction before the first FROM.');
    applyInstruction(instruction, stage);
  }
  return stages;
}

/** Creates a stage with the settings that it inherits from its base. */
function createStage(from: From, stages: readonly Stage[]): Stage {
  const base = from.getImage() ?? '';
  const { entrypoint = [], healthcheck = [], user = 'root' } = stages.find(({ name }) => name === base) ?? {};
  return { name: from.getBuildStage() ?? 'image', base, steps: [], entrypoint, healthcheck, user };
}

function applyInstruction(instruction: Instruction, stage: Stage): void {
  const content = instruction.getArgumentsContent() ?? '';
  if (instruction instanceof Copy) stage.steps.push(readCopy(instruction));
  else if (instruction instanceof Env) stage.steps.push(variablesStep(...instruction.getProperties()));
  else if (instruction instanceof Arg) stage.steps.push(variablesStep(instruction.getProperty()));
  else if (instruction instanceof Workdir) stage.steps.push({ kind: 'workdir', path: content });
  else if (instruction instanceof User) stage.user = content;
  else if (instruction instanceof Entrypoint) stage.entrypoint = JSON.parse(content) as string[];
  else if (instruction instanceof Healthcheck)
    stage.healthcheck = JSON.parse(content.replace(/^CMD\s+/, '')) as string[];
  else if (instruction.getKeyword() === 'RUN') stage.steps.push({ kind: 'run', script: content });
  else if (!(instruction instanceof Cmd))
    throw new Error(`The instruction ${instruction.getKeyword()} is not supported.`);
}

function readCopy(copy: Copy): Step {
  const [flag, ...more] = copy.getFlags();
  if (more.length > 0 || (flag && flag.getName() !== 'from')) throw new Error('COPY has an unsupported flag.');
  const words = copy.getArguments().map((argument) => argument.getValue());
  return { kind: 'copy', from: flag?.getValue() ?? undefined, sources: words.slice(0, -1), to: words.at(-1) ?? '' };
}

function variablesStep(...properties: (Property | null)[]): Step {
  const variables = properties.flatMap((one) => (one ? [[one.getName(), one.getValue() ?? ''] as const] : []));
  return { kind: 'set', variables };
}
