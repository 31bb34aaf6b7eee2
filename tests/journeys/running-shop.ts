import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const bezel = resolve('core/bin/bezel.mjs')

/** A shop's folder with the environment its commands and server run in. */
export interface ShopFolder {
  cwd: string
  env: NodeJS.ProcessEnv
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/** Runs a command as people do and answers what it printed. */
export async function command({ cwd, env }: ShopFolder, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [bezel, ...args], {
    cwd,
    env,
    maxBuffer: 64e6,
  })
  return stdout.trim()
}

/** Makes an owner beside the demo one; the command reads the password where people type it. */
export async function addOwner(
  { cwd, env }: ShopFolder,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const args = [bezel, 'user', 'create', '--email', email, '--name', 'Mara Alder', '--role', 'owner']
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['pipe', 'ignore', 'inherit'] })
  child.stdin.end(`${password}\n`)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('the user was not created')
}

/** Starts the server as `npm start` does and waits until it is ready. */
export async function start({ cwd, env }: ShopFolder, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [bezel, 'start'], {
    cwd,
    env: { ...env, PORT: String(port) },
    stdio: 'inherit',
  })
  for (let tries = 0; tries < 900 && child.exitCode === null; tries++) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
    if (ready?.ok) return child
    await sleep(100)
  }
  throw new Error('the server did not start')
}

export async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
}
