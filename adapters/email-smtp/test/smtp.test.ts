import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import t, { type Test } from 'tap'
import adapter from '../src/adapter.ts'
import { createMailer } from '../src/provider.ts'

interface Received {
  to: string[]
  raw: string
}

async function startServer(
  t: Test,
  options: SMTPServerOptions = {},
): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      void text(stream).then((raw) => {
        received.push({ to: envelope.rcptTo.map(({ address }) => address), raw })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  t.teardown(() => new Promise<void>((resolve) => server.close(resolve)))
  return { port: (server.server.address() as AddressInfo).port, received }
}

const from = 'Bezel <shop@example.com>'
const local = { host: '127.0.0.1', from, security: 'none' as const }
const mail = { to: 'ada@example.com', subject: 'Confirm your address – ✓', text: 'The code: 123456\n' }

t.test('a mail arrives as it was written', async (t) => {
  const { port, received } = await startServer(t)
  await createMailer({ ...local, port }).send({ ...mail, html: '<p>The code</p>' })
  t.same(received[0]?.to, ['ada@example.com'])
  t.match(received[0]?.raw, /^From: Bezel <shop@example\.com>/m)
  t.match(received[0]?.raw, 'The code: 123456')
  t.match(received[0]?.raw, 'multipart/alternative')
})

t.test('it signs in where the server asks who sends', async (t) => {
  const seen: unknown[] = []
  const { port, received } = await startServer(t, {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth({ username, password }, _, done) {
      seen.push([username, password])
      done(null, { user: username })
    },
  })
  await createMailer({ ...local, port, user: 'shop', password: 'smtp secret' }).send(mail)
  t.same(seen, [['shop', 'smtp secret']])
  t.equal(received.length, 1)
})

t.test('what a name or an address hides adds no receiver and no header', async (t) => {
  const { port, received } = await startServer(t)
  const mailer = createMailer({ ...local, port })
  await mailer.send({ ...mail, subject: 'Hello\r\nBcc: spy@example.com' })
  t.same(received[0]?.to, ['ada@example.com'])
  t.notMatch(received[0]?.raw, /^Bcc:/m)
  await mailer.send({ ...mail, to: 'ada@example.com, spy@example.com' }).catch(() => {})
  t.notOk(received.some(({ to }) => to.includes('spy@example.com')))
})

t.test('a refusal is an error that repeats nothing of the mail', async (t) => {
  const { port } = await startServer(t, {
    onRcptTo: ({ address }, _, done) =>
      done(Object.assign(new Error(`no ${address} here`), { responseCode: 550 })),
  })
  await t.rejects(createMailer({ ...local, port }).send(mail), {
    message: 'The mail server did not take the mail (EENVELOPE 550).',
  })
})

t.test('no mail goes over a connection that is not encrypted, unless told so', async (t) => {
  const { port, received } = await startServer(t)
  await t.rejects(createMailer({ ...local, port, security: 'starttls' }).send(mail))
  t.equal(received.length, 0)
})

t.test('without a server it is off, and says what to set', async (t) => {
  const make = (settings: object) =>
    adapter.create({ settings: settings as never, fetch, now: () => new Date() })
  t.match(make({}), { disabled: /EMAIL_SMTP_HOST/ })
  t.match(make({ host: 'localhost', from, user: 'shop' }), { disabled: /EMAIL_SMTP_PASSWORD/ })
})
