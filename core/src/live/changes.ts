import { overloaded } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { LiveChange } from './change.ts'
import type { Hub, LiveFilter } from './hub.ts'

/** Changes kept for a reader that is slower than they come; one further behind is told to start anew. */
const mostWaiting = 1000

/**
 * Changes from now on, one after the other. Ends when its reader returns or throws.
 * @throws Problem OVERLOADED to a reader that falls too far behind
 */
export function iterateChanges(hub: Hub, filter: LiveFilter): AsyncIterableIterator<LiveChange> {
  const waiting: LiveChange[] = []
  let over = false
  let late = false
  let wakers: (() => void)[] = []

  function wake(): void {
    for (const resolve of wakers) resolve()
    wakers = []
  }

  const remove = hub.add(filter, {
    onChange(change) {
      if (waiting.length >= mostWaiting) late = true
      else waiting.push(change)
      wake()
    },
  })

  function end(): IteratorResult<LiveChange> {
    over = true
    remove()
    wake()
    return { done: true, value: undefined }
  }

  const iterator: AsyncIterableIterator<LiveChange> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      while (!over && !late && waiting.length === 0) {
        await new Promise<void>((resolve) => {
          wakers.push(resolve)
        })
      }
      if (over) return end()
      if (late) {
        end()
        throw new Problem(overloaded, {
          detail: 'Changes come faster than they are read. Subscribe again and read the list anew.',
        })
      }
      return { done: false, value: waiting.shift() as LiveChange }
    },
    return: async () => end(),
    async throw(error) {
      end()
      throw error
    },
  }
  return iterator
}
