import { type App, createApp } from '../app/create-app.ts'
import { loadShop, openDatabase, type Shop } from './load-shop.ts'

/** Runs a command on the app without serving HTTP, then closes everything it opened. */
export async function withApp<T>(work: (app: App, shop: Shop) => Promise<T>): Promise<T> {
  const shop = await loadShop()
  let over = false
  const database = await openDatabase(shop, 'command', (message) => {
    // That the database goes on for the server that uses it is what everybody expects of a command.
    if (!over) process.stderr.write(`${message}\n`)
  })
  try {
    const app = await createApp({
      config: shop.config,
      settings: { ...shop.settings, logLevel: 'silent' },
      connection: database.connection,
      env: process.env,
    })
    try {
      await app.load()
      return await work(app, shop)
    } finally {
      await app.close()
    }
  } finally {
    over = true
    await database.close()
  }
}
