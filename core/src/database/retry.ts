/** SQLSTATE of a PostgreSQL error, or undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}

/** Errors after which the whole transaction may simply be run again: serialization, deadlock, lost connection. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error)
  if (state) return state === '40001' || state === '40P01' || state === '57P01' || state.startsWith('08')
  return error instanceof Error && /Connection terminated|ECONNRESET|EPIPE/.test(error.message)
}
