/** Calls `stop` once, for the first SIGTERM or Ctrl-C, and ends the process when it is done, or when it takes too long. */
export function stopOnSignal(stop: () => Promise<void>, longestMs = 60_000): void {
  let stopping = false
  const onSignal = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), longestMs).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
