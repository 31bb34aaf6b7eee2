import t from 'tap'
import { eventMail, invitationMail, proofMail } from '../src/mails/compose.ts'
import { mailLanguages } from '../src/mails/texts.ts'
import { isOptional, toldEvents } from '../src/security/types.ts'
import { good, openShop } from './shop.ts'

const kinds = ['confirm', 'recover', 'newAddress', 'oldAddress'] as const
const proofs = { publicUrl: 'https://shop.example', token: 'TOKEN', code: '123456' }
const reader = (language: string | null, timeZone: string | null = null) => ({
  to: 'ada@example.com',
  language,
  timeZone,
})

/** Every mail there is, in a language. */
function allMails(language: string) {
  const texts = mailLanguages[language]
  const at = '2026-03-09T21:30:00Z'
  return [
    ...kinds.map((kind) => proofMail(reader(language), kind, proofs)),
    invitationMail(reader(language), proofs, 7),
    {
      subject: texts?.alreadyThere.subject ?? '',
      text: texts?.alreadyThere.text({ address: 'ADDRESS' }) ?? '',
    },
    ...toldEvents.map((type) => eventMail(reader(language), proofs.publicUrl, { type, whose: 'Ada', at })),
  ]
}

/** What a text says beside words: links, codes, numbers, names. */
const values = (text: string) =>
  (text.match(/https?:\S+|\b\d{6}\b|\bADDRESS\b|\bAda\b|\b7\b|\b15\b/g) ?? []).sort()

t.test(
  'every mail is there in every language, in its own words and with the same values in it',
  async (t) => {
    const english = allMails('en')
    t.ok(english.length >= 19, `${english.length} mails`)
    for (const language of Object.keys(mailLanguages)) {
      for (const [index, mail] of allMails(language).entries()) {
        t.same(values(mail.text), values(english[index]?.text ?? ''), mail.subject)
        t.ok(mail.subject.trim() && mail.text.trim().length > 40)
        if (language === 'en') continue
        t.not(mail.subject, english[index]?.subject)
        t.not(mail.text, english[index]?.text)
      }
    }
  },
)

t.test(
  'a language with a region is written as the language, one we have no words for as English',
  async (t) => {
    t.match(proofMail(reader('de-AT'), 'recover', proofs).subject, 'Neues Passwort wählen')
    for (const language of [null, '', 'fr', 'xx-YY', '__proto__', 'constructor'])
      t.match(proofMail(reader(language), 'recover', proofs).subject, 'Choose a new password')
  },
)

t.test('a mail tells the time as its reader reads it; a time zone that is none is UTC', async (t) => {
  const told = { type: 'password-changed', whose: 'Ada', at: '2026-03-09T23:30:00.000Z' } as const
  const text = (language: string, zone: string | null) =>
    eventMail(reader(language, zone), proofs.publicUrl, told).text
  t.match(text('en', null), /March 9, 2026.*11:30\sPM.*UTC/)
  t.match(text('de', 'Europe/Berlin'), /10\. März 2026.*00:30 MEZ/)
  t.match(text('de', 'Nowhere/At all'), /9\. März 2026.*23:30 UTC/)
})

t.test('mails of a person are in the language of that person, from the registration on', async (t) => {
  const shop = await openShop(t)
  const email = 'greta@example.com'
  const browser = shop.browser()
  await browser.send('POST', '/account/register', {
    name: 'Greta Ohm',
    email,
    password: good,
    language: 'de',
  })
  const first = await shop.mail(email)
  t.equal(first.subject, 'Bestätigen Sie Ihre Adresse')
  await browser.send('POST', '/account/confirm', { token: first.token })
  await browser.send('POST', '/account/recover', { email })
  t.equal((await shop.mail(email)).subject, 'Neues Passwort wählen')
  await browser.send('PATCH', '/account', { language: null })
  await browser.send('POST', '/account/recover', { email })
  t.equal((await shop.mail(email)).subject, 'Choose a new password')
  const other = shop.browser()
  await browser.send('PATCH', '/account', { language: 'de' })
  await other.send('POST', '/account/register', { name: 'Somebody', email, password: good, language: 'en' })
  t.equal(
    (await shop.mail(email)).subject,
    'Sie haben schon ein Konto',
    'whoever registers does not choose it',
  )
})

t.test('an invitation is in the language of who invites', async (t) => {
  const shop = await openShop(t)
  const { browser, roleId } = await shop.colleague('grace@example.com', ['invitations.*', 'roles.read'])
  await browser.send('PATCH', '/account', { language: 'de' })
  const made = await browser.send('POST', '/invitations', { email: 'new@example.com', name: 'Neu', roleId })
  t.equal(made.status, 201)
  t.match((await shop.mail('new@example.com')).subject, /^Ihre Einladung zu/)
})

t.test('who does not want to hear what happens gets no such mail, but those that must go', async (t) => {
  t.same(toldEvents.filter(isOptional), ['new-device', 'guesses-exhausted'])
  const shop = await openShop(t)
  const email = 'ada@example.com'
  const browser = await shop.customer(email)
  const before = await shop.mailsTo(email)
  await shop.browser().signIn(email, good)
  t.equal(await shop.mailsTo(email), before + 1, 'a new device is told, unless one says otherwise')
  const quiet = { securityMail: false, newsMail: false }
  t.match(await browser.send('PATCH', '/account', { notifications: quiet }), { status: 200 })
  await shop.browser().signIn(email, good)
  t.equal(await shop.mailsTo(email), before + 1, 'another new device is not')

  const password = 'nine copper kettles sing'
  t.match(await browser.send('POST', '/account/password', { current: good, password }), { status: 200 })
  t.equal(await shop.mailsTo(email), before + 2, 'a changed password is')
  await browser.send('POST', '/account/recover', { email })
  t.equal(await shop.mailsTo(email), before + 3, 'and recovery answers')
  await browser.send('POST', '/account/recovery-codes', {})
  t.equal(await shop.mailsTo(email), before + 4, 'and so are new second factors')
})
