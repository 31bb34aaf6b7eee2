import type { Shop } from './shop.ts'

// Answers are of any shape; tests look into them freely.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any

export type ImportFile = (
  collection: string,
  content: string | Uint8Array,
  name: string,
  options?: { mapping?: Record<string, unknown>; dryRun?: boolean },
) => Promise<Any>

/** Lets a shop work on its imports, and answers what sends it a file as the admin does and waits for the end. */
export async function importer(shop: Shop): Promise<ImportFile> {
  const address = await shop.app.server.listen({ host: '127.0.0.1', port: 0 })
  await shop.app.startWork()
  const headers = { authorization: `Bearer ${shop.app.key}` }
  return async (collection, content, name, { mapping, dryRun } = {}) => {
    const body = new FormData()
    if (mapping) body.append('mapping', JSON.stringify(mapping))
    body.append('file', new Blob([content as string]), name)
    const query = dryRun ? '?dryRun=true' : ''
    const sent = await fetch(`${address}/api/v1/${collection}/import${query}`, {
      method: 'POST',
      headers,
      body,
    })
    let run = (await sent.json()) as Any
    while (['pending', 'running'].includes(run.status)) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      run = await shop.send('GET', `/imports/${run.id}`)
    }
    return run
  }
}
