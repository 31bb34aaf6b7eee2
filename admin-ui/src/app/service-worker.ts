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
