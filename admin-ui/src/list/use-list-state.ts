import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { formatAddress, type ListState, parseAddress } from './address.ts'

export interface ListStateControl {
  state: ListState
  /** Changes the address; `replace` leaves no step to go back to, as while typing. */
  setState: (next: ListState, options?: { replace?: boolean }) => void
}

/** The address is the only place where a list's state lives, so links can be shared and back always works. */
export function useListState(): ListStateControl {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const state = useMemo(() => parseAddress(new URLSearchParams(text)), [text])
  const setState = useCallback(
    (next: ListState, options: { replace?: boolean } = {}) => {
      setParams(formatAddress(next), { replace: options.replace ?? false, preventScrollReset: true })
    },
    [setParams],
  )
  return { state, setState }
}
