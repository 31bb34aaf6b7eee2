import { openIdAdapter } from '@bezel/accounts/contract'

export default openIdAdapter({
  id: 'linkedin',
  label: 'LinkedIn',
  version: '1.0.0',
  issuer: 'https://www.linkedin.com/oauth',
  console: 'the LinkedIn developer portal',
  // LinkedIn answers a code verifier with an error, and puts no nonce into its id tokens. The attempt is bound by `state`,
  // and the token comes from LinkedIn itself, in exchange for the code and the secret.
  pkce: false,
  nonce: false,
})
