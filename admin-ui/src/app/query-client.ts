import { notifyManager, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../api/problem.ts'

/** Answers count as fresh for 15 seconds; only outages are tried again, a refusal would be refused again. */
export function createQueryClient(): QueryClient {
  // By default an answer waits for a timer before it is drawn.
  notifyManager.setScheduler(queueMicrotask)
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retry: (count, error) => count < 2 && isOutage(error),
        refetchOnWindowFocus: true,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}

const isOutage = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 0 || error.status === 503)
