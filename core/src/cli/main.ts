import { BootError } from '../app/boot-error.ts'
import { Problem } from '../errors/problem.ts'
import { parseArguments, UsageError } from './arguments.ts'
import { commands } from './commands.ts'

/** The command line. Exit status 0 only on success: 1 for failures, 2 for wrong usage. */
async function main(): Promise<void> {
  const [name = 'help', ...rest] = process.argv.slice(2)
  const command = commands[name]
  if (!command) throw new UsageError(`There is no command "${name}". Run "bezel help" for the list.`)
  const { run } = await command.load()
  await run(parseArguments(rest))
}

/** Errors of parts that are loaded only when they are needed; their messages name the remedy. */
const named = new Set(['EmbeddedDatabaseError', 'BackupError'])

function explain(error: unknown): string {
  const expected = error instanceof BootError || error instanceof UsageError || error instanceof Problem
  if (expected || (error instanceof Error && named.has(error.name))) return (error as Error).message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
