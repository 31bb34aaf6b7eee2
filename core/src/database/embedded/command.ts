import { spawn } from 'node:child_process'

export interface CommandOptions {
  cwd?: string
  uid?: number
  gid?: number
}

export interface CommandResult {
  /** Exit status; -1 when the program could not be started or died by a signal. */
  code: number
  /** stdout and stderr together: PostgreSQL's tools explain failures on either. */
  output: string
}

/** Runs one program to its end. Never rejects: a program that cannot be started answers code -1. */
export function runCommand(
  file: string,
  args: string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...options,
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own process group: Ctrl-C in the terminal reaches Bezel alone, which then stops the server in order.
      detached: true,
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8')
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ code: -1, output: output + error.message }))
    child.on('close', (code) => resolve({ code: code ?? -1, output }))
  })
}

/** PGDATA, PGPORT and their like would point the tools at somebody else's server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')))
}
