/** Makes the shell open without a network. Registered late, so that it never competes with the first page. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return
  const register = (): void => {
    navigator.serviceWorker.register('/admin/sw.js', { scope: '/admin/' }).catch((error: unknown) => {
      console.warn('The service worker could not be registered; the admin works, but not offline.', error)
    })
  }
  setTimeout(register, 3000)
}

const RELOADED = 'bezel.reloaded'

/** After an update of the server a page that is still open asks for parts that are gone: load the new shell, once a minute at most. */
export function reloadAfterUpdate(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(RELOADED) ?? 0)
    if (Date.now() - last < 60_000) return
    event.preventDefault()
    sessionStorage.setItem(RELOADED, String(Date.now()))
    location.reload()
  })
}
