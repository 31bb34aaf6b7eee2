const usualSize = 10
/** What the embedded server and most others take, less some for commands and administrators. */
const shared = 80
/** Besides the pool: one connection for live updates, two for jobs. */
const besides = 3
const smallest = 3

/** The most workers that fit on the connections of one embedded server. */
export const mostEmbedded = Math.floor(shared / (smallest + besides))

/** Connections in the pool of each of so many server processes. */
export function poolSize(workers: number): number {
  return Math.max(smallest, Math.min(usualSize, Math.floor(shared / workers) - besides))
}
