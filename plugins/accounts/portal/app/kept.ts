/** What somebody asked a mail for, so that the page still knows after it was left for the mail. Gone with the tab or when it is done. */
export interface Waiting {
  email: string
  ticket: string
}

export type Purpose = 'register' | 'recover' | 'email-old' | 'email-new'

const place = (purpose: Purpose): string => `bezel.portal.${purpose}`

export function keepWaiting(purpose: Purpose, waiting: Waiting): void {
  try {
    sessionStorage.setItem(place(purpose), JSON.stringify(waiting))
  } catch {
    // Without storage the link of the mail still works.
  }
}

export function waitingFor(purpose: Purpose): Waiting | null {
  try {
    return JSON.parse(sessionStorage.getItem(place(purpose)) ?? 'null') as Waiting | null
  } catch {
    return null
  }
}

export function forgetWaiting(...purposes: Purpose[]): void {
  try {
    for (const purpose of purposes) sessionStorage.removeItem(place(purpose))
  } catch {
    // Nothing was kept then either.
  }
}

/** The token that a mail's link carries behind `#`. It is taken out of the address, so that no history keeps it. */
export function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token) history.replaceState(history.state, '', location.pathname)
  return token
}
