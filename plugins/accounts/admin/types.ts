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

export interface Session {
  id: string
  address: string | null
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
