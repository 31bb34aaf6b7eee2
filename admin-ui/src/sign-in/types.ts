/** What the plugin accounts offers; where it is missing a password signs in and nothing else. */
export interface Offers {
  passwordMinimum: number
  passkeys: boolean
  providers: { id: string; label: string }[]
}

export interface Admission {
  user: { id: string } | null
  secondFactor: Pending | null
}

/** The half of a sign-in that is still open. */
export interface Pending {
  ticket: string
  methods: string[]
}
