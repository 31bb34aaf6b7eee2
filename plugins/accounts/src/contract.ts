// What adapters and other plugins may rely on.

export {
  type AuthorizeRequest,
  type CallbackRequest,
  type DanceSecrets,
  type IdentityProvider,
  IdentityRefused,
  identityProviderPort,
  type VerifiedIdentity,
} from './ports/identity-provider.ts'
export { type Mail, type Mailer, mailerPort } from './ports/mailer.ts'
export { addressWith, askVendor, codeOf, type Fields, textIn } from './vendors/oauth.ts'
export { type OpenIdOptions, openIdProvider } from './vendors/open-id.ts'
export { type OpenIdVendor, openIdAdapter } from './vendors/open-id-adapter.ts'
