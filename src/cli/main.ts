#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { VERSION } from '../certificate/version.ts';
import { asStop, EXIT, Stop } from './exit.ts';
import { complain } from './print.ts';

/** EX_SOFTWARE of sysexits.h: a defect of the program. */
const DEFECT = 70;

/** In the order of the help text. */
const commands = new Map<string, () => Promise<Command>>([
  ['list', async () => (await import('./list.ts')).listCommand()],
  ['check', async () => (await import('./check.ts')).checkCommand()],
  ['campaign', async () => (await import('./campaign.ts')).campaignCommand()],
  ['merge', async () => (await import('./merge.ts')).mergeCommand()],
  ['verify', async () => (await import('./verify.ts')).verifyCommand()],
  ['classify', async () => (await import('./classify.ts')).classifyCommand()],
  ['gap', async () => (await import('./gap.ts')).gapCommand()],
  ['explain', async () => (await import('./explain.ts')).explainCommand()],
  ['replay', async () => (await import('./replay.ts')).replayCommand()],
  ['mutants', async () => (await import('./mutants.ts')).mutantsCommand()],
  ['hypotheses', async () => (await import('./hypotheses.ts')).hypothesesCommand()],
]);

/** Only the command that is asked for is loaded: most need no statement and no generator. */
function needed(name: string | undefined): Iterable<() => Promise<Command>> {
  const load = commands.get(name ?? '');
  return load ? [load] : commands.values();
}

const program = new Command('depthcert')
  .description('Exact certificates for the theorems on the loss landscape of deep linear networks.')
  .version(VERSION)
  .addHelpText(
    'after',
    `
Exit codes: 0 everything was verified; 1 refuted or rejected; 2 undecided, declined, vacuous, below coverage, or
nothing to check; 3 malformed input, a limit, or wrong usage.

Where a command cannot begin (wrong usage, a file that cannot be read or written), the reason is on stderr, and stdout
stays empty, with --json too.`,
  );

for (const load of needed(process.argv[2])) {
  const command = await load();
  program.addCommand(command.exitOverride().showHelpAfterError(`(depthcert ${command.name()} --help shows the usage)`));
}
program.exitOverride().showHelpAfterError('(depthcert --help shows the commands)');

// A reader that has seen enough (`| head`) closes the pipe. What it did not read has not been reported: not exit 0.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.open);
    if (stream === process.stdout) complain(`depthcert: the output cannot be written: ${error.message}`);
    process.exit(EXIT.unusable);
  });
}

try {
  await program.parseAsync();
} catch (thrown) {
  const error = asStop(thrown);
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.verified : EXIT.unusable;
  } else if (error instanceof Stop) {
    complain(`depthcert: ${error.message}`);
    process.exitCode = error.exit;
  } else {
    complain(`depthcert: this is a defect of the program: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = DEFECT;
  }
}
