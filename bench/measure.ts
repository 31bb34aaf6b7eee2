import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'
import type { Request } from './workloads.ts'

export interface Server {
  url: string
  process: ChildProcess
}

/** Starts a server script; it prints its address when it listens. */
export async function startServer(script: string, env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: line.toString().trim(), process: child }
}

export async function stopServer({ process: child }: Server): Promise<void> {
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** CPU time a process has used, in milliseconds. */
function cpuMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export interface Measured {
  perSecond: number
  cpuMsPerRequest: number
  p99: number
  errors: number
}

async function measure(server: Server, request: Request, seconds: number): Promise<Measured> {
  const before = cpuMs(server.process.pid)
  const result = await autocannon({
    url: server.url + request.path,
    method: request.method,
    headers: {
      ...request.headers,
      ...(request.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    connections: 10,
    duration: seconds,
  })
  return {
    perSecond: result.requests.total / seconds,
    cpuMsPerRequest: (cpuMs(server.process.pid) - before) / Math.max(1, result.requests.total),
    p99: result.latency.p99,
    errors: result.non2xx + result.errors,
  }
}

function merged(slices: Measured[]): Measured {
  const mean = (of: (slice: Measured) => number) =>
    slices.reduce((sum, slice) => sum + of(slice), 0) / slices.length
  return {
    perSecond: mean(({ perSecond }) => perSecond),
    cpuMsPerRequest: mean(({ cpuMsPerRequest }) => cpuMsPerRequest),
    p99: Math.max(...slices.map(({ p99 }) => p99)),
    errors: slices.reduce((sum, { errors }) => sum + errors, 0),
  }
}

/** Seconds until the compiler of a server has seen enough of a workload; one that served a like workload before is ahead. */
const warmingUp = 4

/**
 * Measures requests in turns of a second each, after all are warm: what else the machine does meanwhile then weighs on
 * all alike. @returns what was measured, in the order of the requests
 */
export async function measureInTurns(requests: [Server, Request][], seconds: number): Promise<Measured[]> {
  const slices = requests.map((): Measured[] => [])
  for (let second = 0; second < warmingUp + seconds; second++) {
    for (const [index, [server, request]] of requests.entries()) {
      const slice = await measure(server, request, 1)
      if (second >= warmingUp) slices[index]?.push(slice)
    }
  }
  return slices.map(merged)
}
