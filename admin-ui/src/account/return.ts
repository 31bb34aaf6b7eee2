// A vendor sends the browser back to one address of the shop; whoever began in the admin is to end there.

const place = 'bezel.return'

export function keepReturn(path: string): void {
  try {
    sessionStorage.setItem(place, path)
  } catch {
    // Without storage people come out at their account page, which leads to the admin too.
  }
}

export function forgetReturn(): void {
  try {
    sessionStorage.removeItem(place)
  } catch {
    // Nothing was kept then either.
  }
}

/** Where to go back to, once; only ever an address within the admin. */
export function takeReturn(): string | null {
  try {
    const path = sessionStorage.getItem(place)
    return path && /^\/admin(\/|$)/.test(path) ? path : null
  } catch {
    return null
  } finally {
    forgetReturn()
  }
}
