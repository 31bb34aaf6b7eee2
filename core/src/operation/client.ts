export interface Cookie {
  name: string
  /** Null deletes it. */
  value: string | null
  /** Absent: until the browser is closed. */
  maxAgeSeconds?: number
}

/** Who sent a request; jobs and commands have none. */
export interface Client {
  /** As the nearest trusted proxy tells it; what a client writes into headers itself does not count. */
  address: string
  userAgent: string | undefined
  cookies: Readonly<Record<string, string | undefined>>
  /** Sets a cookie that scripts cannot read. */
  setCookie(cookie: Cookie): void
}
