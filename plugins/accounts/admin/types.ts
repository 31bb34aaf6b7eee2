// What the operations of this plugin answer, as far as the pages read it; see docs/reference/openapi.json.

export interface Account {
  id: string
  name: string
  email: string
  username: string | null
  language: string | null
  timeZone: string | null
  pictureUrl: string | null
  notifications: { securityMail: boolean; newsMail: boolean }
  role: string
  hasPassword: boolean
  secondFactor: {
    required: boolean
    methods: string[]
    totp: boolean
    passkeys: number
    recoveryCodesLeft: number
  }
}

/** What somebody used, as the server reads it from what it calls itself. */
export interface Program {
  browser: string | null
  system: string | null
}

export interface Place extends Program {
  address: string | null
  network: string | null
}

export interface Session extends Place {
  id: string
  userAgent: string | null
  createdAt: string
  lastSeenAt: string
  current?: boolean
}

export interface Permission {
  name: string
  summary: string
  plugin: string
}

export interface Catalogue {
  permissions: Permission[]
  operations: { name: string; summary: string; permissions: string[] }[]
}
