import { openIdAdapter } from '@bezel/accounts/contract'

export default openIdAdapter({
  id: 'google',
  label: 'Google',
  version: '1.0.0',
  issuer: 'https://accounts.google.com',
  console: 'the Google Cloud console',
})
