import { readlink, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { runCommand } from './command.ts'

/** Whether a process with that id exists (it may be another program that got the id later). */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Whether that process is the PostgreSQL server of that data directory. After a power cut, and in containers, the
 * recorded id often belongs to somebody else, and PostgreSQL itself would then refuse to start.
 */
export async function isServerOf(data: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') {
    return (await runCommand('ps', ['-o', 'command=', '-p', String(pid)])).output.includes('postgres')
  }
  try {
    // A killed server that nobody has waited for has no program any more, only an id.
    const program = basename(await readlink(`/proc/${pid}/exe`)).replace(' (deleted)', '')
    return program === 'postgres' && (await readlink(`/proc/${pid}/cwd`)) === (await realpath(data))
  } catch {
    return false
  }
}
