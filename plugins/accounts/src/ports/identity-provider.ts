import { definePort } from '@bezel/core'

/**
 * What is made for one attempt to sign in with a vendor and kept, sealed, in the cookie of the browser that began it:
 * an answer that comes back to another browser finds none of it.
 */
export interface DanceSecrets {
  /** Random, bound to this browser. The plugin compares it before it asks the provider anything. */
  state: string
  /** Random, to stand in the id token. A vendor without OpenID Connect leaves it aside. */
  nonce: string
  /** PKCE (RFC 7636): sent when the code is exchanged. */
  codeVerifier: string
}

export interface AuthorizeRequest extends DanceSecrets {
  /** Where the vendor sends the browser back to, below `BEZEL_PUBLIC_URL`. */
  redirectUri: string
  /** `BASE64URL(SHA256(codeVerifier))`, for `code_challenge_method=S256`. */
  codeChallenge: string
}

export interface CallbackRequest extends DanceSecrets {
  /** The same as in the request before; vendors compare it. */
  redirectUri: string
  /** The query that the vendor sent back: `code`, or `error`, and whatever else it sends. `state` was compared already. */
  query: Readonly<Record<string, string>>
}

/** What a vendor vouches for, after the provider verified it. */
export interface VerifiedIdentity {
  /** The vendor's own, lasting id of the person (`sub`). Never the e-mail address: that one may be given to somebody else. */
  subject: string
  email?: string
  /**
   * True only where the vendor itself says in a verified answer that the address is the person's (`email_verified`).
   * A vendor that says nothing about it (Facebook) is `false`: such an address never links to an account that exists.
   */
  emailVerified: boolean
  name?: string
  /** Address of a picture. Nobody fetches it but the person's browser. */
  picture?: string
}

/** Why a vendor's answer was not accepted. `declined` is the person's own no; everything else is told as "could not sign in". */
export class IdentityRefused extends Error {
  readonly reason: 'declined' | 'invalid' | 'unavailable'

  /** @param message for the log: what was wrong, without codes, tokens or names */
  constructor(reason: IdentityRefused['reason'], message: string) {
    super(message)
    this.name = 'IdentityRefused'
    this.reason = reason
  }
}

/**
 * A vendor that people sign in with. The plugin makes the secrets of the dance, keeps them, compares `state` and decides what
 * an identity may be linked to; a provider speaks with its vendor and verifies what it answers.
 */
export interface IdentityProvider {
  /** Short and lasting: it stands in addresses (`/account/callback/google`) and in the database. */
  id: string
  /** What the button says: `Google`. */
  label: string
  /** The vendor's address to send the browser to. */
  authorizeUrl(request: AuthorizeRequest): Promise<string>
  /**
   * Exchanges the code and verifies the answer. With OpenID Connect: the id token's signature by the vendor's published keys,
   * its issuer, audience, times and nonce. Without it: the profile read with a token made for this very client.
   * @throws IdentityRefused
   */
  identify(answer: CallbackRequest): Promise<VerifiedIdentity>
}

export const identityProviderPort = definePort<IdentityProvider>('accounts', 'IdentityProvider')
