import { useCallback, useEffect, useState } from 'react'
import { useApi } from './hooks.ts'

export interface Fetched<T> {
  data: T | undefined
  error: unknown
  reload: () => void
}

/** Reads what is no list and no record of a collection; what was there stays while it is read again. */
export function useFetch<T>(path: string | null): Fetched<T> {
  const api = useApi()
  const [state, setState] = useState<{ path: string | null; data?: T; error?: unknown }>({ path })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round reads the same again
  useEffect(() => {
    if (!path) return
    const stop = new AbortController()
    api
      .get<T>(path, stop.signal)
      .then((data) => setState({ path, data }))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setState({ path, error })
      })
    return () => stop.abort()
  }, [api, path, round])
  const reload = useCallback(() => setRound((now) => now + 1), [])
  const current = state.path === path ? state : { path }
  return { data: current.data, error: current.error, reload }
}
