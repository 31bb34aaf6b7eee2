import { mailerPort } from '@bezel/accounts/contract'
import { defineAdapter, Type } from '@bezel/core'
import { createMailer } from './provider.ts'

export default defineAdapter({
  name: 'email-smtp',
  version: '1.0.0',
  core: '^1.0.0',
  port: mailerPort,
  config: Type.Object({
    host: Type.Optional(Type.String()),
    port: Type.Integer({ default: 587, minimum: 1, maximum: 65535 }),
    from: Type.Optional(Type.String()),
    user: Type.Optional(Type.String()),
    password: Type.Optional(Type.String()),
    security: Type.Enum(['starttls', 'tls', 'none'], { default: 'starttls' }),
  }),
  create({ settings: { host, from, ...more } }) {
    if (!host || !from)
      return {
        disabled:
          'It sends no mail. Set EMAIL_SMTP_HOST and EMAIL_SMTP_FROM as your mail provider tells them.',
      }
    if (more.user && !more.password)
      return { disabled: 'It sends no mail. Set EMAIL_SMTP_PASSWORD beside EMAIL_SMTP_USER.' }
    return createMailer({ host, from, ...more })
  },
})
