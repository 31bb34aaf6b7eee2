import { useEffect } from 'react'
import { useApp } from '../app/context.ts'
import { formatAddress, type ListState } from './address.ts'

export interface Trail {
  /** Address of the list one came from, with its filters, without the question mark. */
  search: string
  /** The API query behind it, under which its rows are in memory. */
  query: string
}

/** Notes the list a person is looking at, so that its records know their previous, next and way back. */
export function useRememberTrail(collection: string, state: ListState, query: string): void {
  const { memory } = useApp()
  useEffect(() => {
    memory.set(`trail ${collection}`, { search: formatAddress(state).toString(), query } satisfies Trail)
  }, [memory, collection, state, query])
}

export function useTrail(collection: string): Trail | undefined {
  return useApp().memory.get(`trail ${collection}`) as Trail | undefined
}
