import { useCallback, useEffect, useRef } from 'react'

/** Runs the last of several quick calls after a pause; leaving the page drops it. */
export function useDelayed(ms: number): (run: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(
    (run) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(run, ms)
    },
    [ms],
  )
}
