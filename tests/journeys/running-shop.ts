import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type tap from 'tap'

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

/** Settings of a shop without demo data, whose owner signs in as the demo's. */
export const emptyShop = {
  BEZEL_DEMO: '0',
  BEZEL_OWNER_EMAIL: 'owner@bezel.example',
  BEZEL_OWNER_PASSWORD: 'demo owner password',
}

/** A shop of its own at a host with a name, for passkeys work at no other; with demo data unless told. @returns its address */
export async function openNamedShop(
  t: Pick<typeof tap, 'teardown'>,
  settings: (base: string) => NodeJS.ProcessEnv | Promise<NodeJS.ProcessEnv> = () => ({}),
): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'bezel-journey-'))
  const port = await freePort()
  const base = `http://localhost:${port}`
  const own = {
    BEZEL_DATA_DIR: data,
    BEZEL_PUBLIC_URL: base,
    LOG_LEVEL: 'warn',
    DATABASE_URL: '',
    ...(await settings(base)),
  }
  const server = await start({ cwd: process.cwd(), env: { ...process.env, ...own } }, port)
  t.teardown(async () => {
    await stop(server)
    await rm(data, { recursive: true, force: true })
  })
  return base
}
