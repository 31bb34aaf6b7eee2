// Keeps the shell (never any record) so that the admin opens without a network and says so.
/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope
declare const __PRECACHE__: string[]
declare const __VERSION__: string

const CACHE = `bezel-shell-${__VERSION__}`
const PAGE = '/admin/'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...__PRECACHE__, PAGE]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith('/admin'))
    return
  if (event.request.mode === 'navigate') event.respondWith(page(event.request))
  else if (/^\/admin\/(assets|shared|panels)\//.test(url.pathname)) event.respondWith(asset(event.request))
})

async function page(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await cache.put(PAGE, fresh.clone())
    return fresh
  } catch {
    return (await cache.match(PAGE)) ?? Response.error()
  }
}

/** Hashed names never change their content, so what is cached is right. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const known = await cache.match(request)
  if (known) return known
  const fresh = await fetch(request)
  if (fresh.ok) await cache.put(request, fresh.clone())
  return fresh
}

async function dropOldCaches(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names
      .filter((name) => name.startsWith('bezel-shell-') && name !== CACHE)
      .map((name) => caches.delete(name)),
  )
}
