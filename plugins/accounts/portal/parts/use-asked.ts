import { useCallback, useEffect, useState } from 'react'
import { usePortal } from '../app/portal.ts'

interface Asked<T> {
  data: T | undefined
  error: unknown
  reload: () => Promise<void>
}

/** What the server answers at a path; asked again when told. */
export function useAsked<T>(path: string): Asked<T> {
  const { api } = usePortal()
  const [data, setData] = useState<T>()
  const [error, setError] = useState<unknown>()
  const reload = useCallback(async () => {
    try {
      setData(await api.get<T>(path))
      setError(undefined)
    } catch (failure) {
      setError(failure)
    }
  }, [api, path])
  useEffect(() => void reload(), [reload])
  return { data, error, reload }
}
