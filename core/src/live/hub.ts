import type { LiveChange } from './change.ts'

export interface LiveFilter {
  /** Only changes in these collections; in all of them unless told. */
  collections?: readonly string[] | undefined
}

export interface LiveSubscriber {
  onChange(change: LiveChange): void
  /** Changes may have been missed while the connection was away: whoever keeps copies drops them all. */
  onGap?(): void
}

export interface Hub {
  /** @returns how to unsubscribe */
  add(filter: LiveFilter, subscriber: LiveSubscriber): () => void
  tell(change: LiveChange): void
  gap(): void
  size(): number
}

/** Passes changes on to the subscribers of this process. One that throws harms none of the others. */
export function createHub(onError: (error: unknown) => void): Hub {
  const all = new Set<LiveSubscriber>()
  const byCollection = new Map<string, Set<LiveSubscriber>>()

  function contain(work: () => void): void {
    try {
      work()
    } catch (error) {
      onError(error)
    }
  }

  function setsOf({ collections }: LiveFilter): Set<LiveSubscriber>[] {
    if (!collections) return [all]
    return collections.map((collection) => {
      const set = byCollection.get(collection) ?? new Set<LiveSubscriber>()
      byCollection.set(collection, set)
      return set
    })
  }

  function everybody(): Set<LiveSubscriber> {
    return new Set([...all, ...[...byCollection.values()].flatMap((set) => [...set])])
  }

  return {
    add(filter, subscriber) {
      // An object of its own, so that the same subscriber may be added twice and removed once.
      const added: LiveSubscriber = {
        onChange: (change) => subscriber.onChange(change),
        onGap: () => subscriber.onGap?.(),
      }
      const sets = setsOf(filter)
      for (const set of sets) set.add(added)
      return () => {
        for (const set of sets) set.delete(added)
      }
    },
    tell(change) {
      for (const { onChange } of all) contain(() => onChange(change))
      for (const { onChange } of byCollection.get(change.collection) ?? []) contain(() => onChange(change))
    },
    gap() {
      for (const { onGap } of everybody()) contain(() => onGap?.())
    },
    size: () => everybody().size,
  }
}
