import fc from 'fast-check'
import t from 'tap'
import { parseEmail } from '../../src/text/email.ts'
import { contactData, withoutData } from './shared-data.ts'

const value = (text: string) => {
  const result = parseEmail(text)
  return result.ok ? result.value : result.message
}
const key = (text: string) => {
  const result = parseEmail(text)
  return result.ok ? result.key : result.message
}

t.test('the domain is lower-cased, the local part kept as typed, and the key ignores case', async (t) => {
  t.same(parseEmail(' Jane.Doe@Example.COM\t'), {
    ok: true,
    value: 'Jane.Doe@example.com',
    key: 'jane.doe@example.com',
    local: 'Jane.Doe',
    domain: 'example.com',
  })
})

t.test('an international domain stays readable and compares by its ASCII form', async (t) => {
  t.equal(value('info@BÜCHER.example'), 'info@bücher.example')
  t.equal(key('info@BÜCHER.example'), 'info@xn--bcher-kva.example')
  t.equal(key('info@xn--bcher-kva.example'), key('info@bücher.example'))
  t.equal(
    value('info@xn--bcher-kva.example'),
    'info@xn--bcher-kva.example',
    'what was typed in ASCII stays ASCII',
  )
  t.equal(value('用户@例子。中国'), '用户@例子.中国')
  t.equal(key('Andre\u0301@x.fr'), key('Andr\u00e9@x.fr'), 'composed and decomposed letters are one')
})

t.test('quotation marks that are not needed go, needed ones stay', async (t) => {
  t.equal(value('"jane"@example.com'), 'jane@example.com')
  t.equal(value('"jane doe"@example.com'), '"jane doe"@example.com')
  t.equal(value('"a\\"b@c"@example.com'), '"a\\"b@c"@example.com')
})

t.test('a refusal says what is wrong', async (t) => {
  t.match(value('jane.example.com'), /no @/)
  t.match(value('jane@'), /nothing after the @/)
  t.match(value('jane doe@example.com'), /a blank before the @/)
  t.match(value('jane@exam ple.com'), /a blank after the @/)
  t.match(value('jane@example..com'), /a dot too many/)
  t.match(value('jane@[192.0.2.1]'), /write the domain name/)
  t.match(value('jane@192.0.2.1'), /ends in a number/)
  t.match(value('jane@%65xample.com'), /character %/, 'percent escapes are not decoded')
  t.match(value('ja\u200bne@example.com'), /invisible/)
  t.match(value('jane@example.com\n'), /invisible/)
  t.match(value(`${'a'.repeat(65)}@example.com`), /at most 64/)
})

t.test('every ISEMAIL_ERR address is refused, every valid one accepted', { skip: withoutData }, async (t) => {
  const counts: Record<string, { ok: number; refused: number }> = {}
  for (const { address, category } of isemailTests()) {
    const { ok } = parseEmail(address)
    counts[category] ??= { ok: 0, refused: 0 }
    counts[category][ok ? 'ok' : 'refused']++
    if (category === 'ISEMAIL_ERR') t.notOk(ok, JSON.stringify(address))
    if (category === 'ISEMAIL_VALID_CATEGORY' || category === 'ISEMAIL_DNSWARN')
      t.ok(ok, JSON.stringify(address))
  }
  t.same(counts, {
    ISEMAIL_ERR: { ok: 0, refused: 66 },
    ISEMAIL_VALID_CATEGORY: { ok: 14, refused: 0 },
    // Well-formed; whether DNS knows the domain is not asked here.
    ISEMAIL_DNSWARN: { ok: 8, refused: 0 },
    // Quoted local parts and a bare top domain are deliverable; literals, numeric domains and `""@` are refused.
    ISEMAIL_RFC5321: { ok: 6, refused: 10 },
    // Only blanks at either end are forgiven.
    ISEMAIL_CFWS: { ok: 2, refused: 8 },
    ISEMAIL_DEPREC: { ok: 0, refused: 20 },
    // One is 64 characters long once its needless backslash is gone.
    ISEMAIL_RFC5322: { ok: 1, refused: 29 },
  })
})

t.test('what was accepted is accepted again unchanged', async () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        fc.tuple(fc.string({ unit: 'grapheme' }), fc.domain()).map(([a, b]) => `${a}@${b}`),
      ),
      (text) => {
        const first = parseEmail(text)
        if (!first.ok) return
        const again = parseEmail(first.value)
        return again.ok && again.value === first.value && again.key === first.key
      },
    ),
  )
})

t.test('no text makes it throw, however long', async (t) => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void parseEmail(text)))
  for (const text of ['"'.repeat(1e6), '@'.repeat(1e6), `a@${'a.'.repeat(5e5)}`]) t.notOk(parseEmail(text).ok)
})

t.test('no naughty string makes it throw', { skip: withoutData }, async (t) => {
  for (const text of JSON.parse(contactData('blns.json')) as string[]) t.doesNotThrow(() => parseEmail(text))
})

function* isemailTests() {
  const xml = contactData('email/isemail-tests.xml')
  for (const [, test] of xml.matchAll(/<test id="\d+">([\s\S]*?)<\/test>/g)) {
    const address = unescapeXml(/<address>([\s\S]*?)<\/address>/.exec(test ?? '')?.[1] ?? '')
    yield { address, category: /<category>(.*?)<\/category>/.exec(test ?? '')?.[1] ?? '' }
  }
}

/** The set writes control characters as their pictures (U+2400 onwards), as its own notes say. */
function unescapeXml(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[\u2400-\u241f]/g, (picture) => String.fromCodePoint(picture.charCodeAt(0) - 0x2400))
}
