import type { QueryClient } from '@tanstack/react-query'
import { refreshRecord } from '../api/cache.ts'
import type { Api } from '../api/client.ts'
import { subscribeToChanges } from '../api/live.ts'

interface Options {
  api: Api
  queryClient: QueryClient
  collections: string[]
}

/** Keeps what is on screen up to date with what others do; without the socket the page just ages as usual. */
export function followLiveChanges({ api, queryClient, collections }: Options): () => void {
  // The first rows must not share the line with a socket.
  let stop = (): void => {}
  const timer = setTimeout(() => {
    stop = subscribeToChanges(
      collections,
      (change) => void refreshRecord(api, queryClient, change),
      // A refusal is what brings the sign-in page.
      () => void api.get('/auth/me').catch(() => {}),
    )
  }, 2000)
  return () => {
    clearTimeout(timer)
    stop()
  }
}
