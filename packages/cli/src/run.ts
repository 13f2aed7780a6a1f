import type { Command } from 'commander';
import type { Context } from './context.ts';

/** 0: done. 1: the command failed. 2: the command line or the environment is wrong. */
export type ExitCode = 0 | 1 | 2;

/** The work of a command. */
export type Work = (context: Context) => Promise<ExitCode>;

/** Does the work of a command with the clients that its options and the environment describe. */
export type Run = (command: Command, work: Work) => Promise<void>;
