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
  event.waitUntil(
    Promise.all([
      dropOldCaches().then(() => self.clients.claim()),
      // The page is asked for while this worker is still starting.
      self.registration.navigationPreload?.enable(),
    ]),
  )
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith('/admin'))
    return
  if (event.request.mode === 'navigate') event.respondWith(page(event))
  else if (/^\/admin\/(assets|shared|panels)\//.test(url.pathname)) event.respondWith(asset(event.request))
})

async function page(event: FetchEvent): Promise<Response> {
  try {
    const preloaded = (await event.preloadResponse) as Response | undefined
    const fresh = preloaded ?? (await fetch(event.request))
    if (fresh.ok) event.waitUntil(keep(PAGE, fresh.clone()))
    return fresh
  } catch {
    return (await caches.match(PAGE, { cacheName: CACHE })) ?? Response.error()
  }
}

async function keep(request: RequestInfo, response: Response): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.put(request, response)
}

/** Hashed names never change their content, so what is cached is right. */
async function asset(request: Request): Promise<Response> {
  const known = await caches.match(request, { cacheName: CACHE })
  if (known) return known
  const fresh = await fetch(request)
  if (fresh.ok) await keep(request, fresh.clone())
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
