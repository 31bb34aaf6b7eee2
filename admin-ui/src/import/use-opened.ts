import { useState } from 'react'
import { useApp } from '../app/context.ts'
import type { Mapping, Preview } from './import-api.ts'

/** A file being prepared: what is in it, and which column fills what. */
export interface Opened {
  file: File
  /** As the server proposed it. */
  first: Preview
  mapping: Mapping
  /** The rows as the mapping of now makes them. */
  preview: Preview
}

/** The file of a collection's wizard. It is kept while the admin is open, so that one can look something up and come back. */
export function useOpened(collection: string): [Opened | undefined, (next: Opened | undefined) => void] {
  const { memory } = useApp()
  const key = `import ${collection}`
  const [opened, setOpened] = useState(() => memory.get(key) as Opened | undefined)
  const keep = (next: Opened | undefined): void => {
    memory.set(key, next)
    setOpened(next)
  }
  return [opened, keep]
}
