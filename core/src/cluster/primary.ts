import cluster, { type Address, type Worker } from 'node:cluster'
import { type FromPrimary, type FromWorker, isOurs } from './messages.ts'
import { createMetricsRelay } from './metrics-relay.ts'
import { fillPlace, type Place } from './place.ts'

export interface ClusterOptions {
  count: number
  /** Given to every worker when it starts. */
  task: unknown
  env?: Record<string, string>
  say(message: string): void
}

export interface RunningCluster {
  /** Where it listens, once the first worker does. Rejects when a worker ends before any could listen. */
  listening: Promise<Address>
  /** Ends all workers, each after what it has under way, and waits for them. */
  stop(): Promise<void>
}

/** Runs `count` server processes that share their ports. One that dies is started again, later and later if it keeps dying. */
export function startCluster({ count, task, env, say }: ClusterOptions): RunningCluster {
  const places: Place[] = []
  const relay = createMetricsRelay(() => places.flatMap((place) => place.worker() ?? []))
  let hasListened = false

  function fork(): Worker {
    const worker = cluster.fork(env)
    worker.on('message', (message) => {
      if (!isOurs(message)) return
      const welcome: FromPrimary = { bezel: 'welcome', task }
      if (message.bezel === 'hello') worker.send(welcome)
      else relay.handle(worker, message as FromWorker)
    })
    return worker
  }

  const listening = new Promise<Address>((resolve, reject) => {
    const onListening = (address: Address) => {
      hasListened = true
      resolve(address)
    }
    const onLost = (how: string) => {
      reject(new Error(`A server process ended (${how}) before it could listen. Its reason stands above.`))
      return hasListened
    }
    for (let index = 0; index < count; index++) places.push(fillPlace({ fork, onListening, onLost, say }))
  })

  return {
    listening,
    async stop() {
      await Promise.all(places.map((place) => place.stop()))
    },
  }
}
