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
  portal: boolean
  hasPassword: boolean
  secondFactor: {
    required: boolean
    methods: string[]
    totp: boolean
    passkeys: number
    recoveryCodesLeft: number
  }
}

export interface Admission {
  user: { id: string; name: string } | null
  secondFactor: SecondFactor | null
}

export interface SecondFactor {
  ticket: string
  methods: string[]
}

/** What the shop offers. */
export interface Offers {
  registration: boolean
  passwordMinimum: number
  passwordMaximum: number
  passkeys: boolean
  providers: { id: string; label: string }[]
}
