import t from 'tap'
import { repositoryFiles, textOf } from '../architecture/repository.ts'

// What the code does without, looked for in all that runs at a shop: server, adapters, admin and portal.
const running = repositoryFiles()
  .filter((file) =>
    /^(core\/src|plugins\/[^/]+\/(src|admin|portal)|adapters\/[^/]+\/src|admin-ui\/(src|public))\//.test(
      file,
    ),
  )
  .filter((file) => /\.(ts|tsx|js|html)$/.test(file) && !/\/(testing|test)\//.test(file))
const server = running.filter((file) => /\/src\//.test(file) && !file.startsWith('admin-ui/'))
const browser = running.filter((file) => !server.includes(file))

/** Where something is written, by file; comments are not code. */
function uses(files: string[], what: RegExp): string[] {
  return files.filter((file) => {
    const code = (textOf(file) ?? '').replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '')
    return what.test(code)
  })
}

t.test('the search finds what it looks for', async (t) => {
  t.ok(server.length > 500 && browser.length > 150)
  t.same(uses(['tests/security/code.test.ts'], /a marker that stands only here/), [
    'tests/security/code.test.ts',
  ])
})

t.test('no text becomes code, but for the columns of entities', async (t) => {
  // Names come from the shop's own definitions and are quoted; see the tests of columns.
  t.same(uses(running, /\beval\(|new Function\(|node:vm|from 'vm'/), ['core/src/entity/columns.ts'])
  t.same(uses(running, /setTimeout\(\s*['"`]|setInterval\(\s*['"`]/), [])
})

t.test('programs are started with a list of arguments, never by a shell', async (t) => {
  const starting = uses(running, /child_process/)
  t.same(starting, ['core/src/build/package.ts', 'core/src/database/embedded/command.ts'])
  t.same(uses(starting, /\bexec\(|\bexecSync\(|shell:/), [])
})

t.test('patterns are made of our own words, not of what people send', async (t) => {
  const made = uses(running, /new RegExp\(/)
  t.same(
    made,
    [
      // Rules for postal codes that come with the code
      'core/src/text/address-rule.ts',
      // Addresses of routes, their signs escaped
      'core/src/http/allowed-methods.ts',
      // The names of two encodings; the pattern of a schema of ours; a column's name, in the doctor
      'core/src/openapi/examples.ts',
      'core/src/openapi/prepared.ts',
      'core/src/inspect/drift.ts',
      // Sentences of ours with places for values, in the words of another language
      'admin-ui/src/i18n/phrases.ts',
      'core/src/language/phrases.ts',
      // Parts of longer patterns
      'core/src/units/amount-text.ts',
      'core/src/units/fineness.ts',
      'core/src/units/ring-size-text.ts',
      'core/src/units/weight-text.ts',
      'plugins/customers/src/domain/vcard/dates.ts',
    ].sort(),
  )
})

t.test('no connection leaves out to check whom it talks to', async (t) => {
  t.same(uses(running, /rejectUnauthorized|NODE_TLS_REJECT|checkServerIdentity|insecureHTTPParser/), [])
})

t.test('pages open sockets at their own address, encrypted wherever the page came encrypted', async (t) => {
  const opening = uses(browser, /new WebSocket\(/)
  t.same(opening, ['admin-ui/src/api/live.ts'])
  t.match(
    textOf(opening[0] ?? ''),
    /new WebSocket\(`\$\{location\.origin\.replace\(\/\^http\/, 'ws'\)\}\/graphql`/,
  )
})

t.test(
  'passwords are typed unseen, may be pasted, and are told to password managers as what they are',
  async (t) => {
    t.same(uses(browser, /onPaste=|onCopy=/), [])
    const hidden = uses(browser, /type=("password"|\{visible \? 'text' : 'password'\})/)
    t.same(hidden, [
      'admin-ui/src/confirm-identity/confirm-dialog.tsx',
      'admin-ui/src/sign-in/password-input.tsx',
      'plugins/accounts/admin/parts.tsx',
      'plugins/accounts/portal/parts/password.tsx',
    ])
    const field = /<(PasswordField|PasswordInput|Secret|input)\b[^<]*name="(password|current)"[^<]*/g
    const tags = browser.flatMap((file) => [...(textOf(file) ?? '').matchAll(field)].map(([tag]) => tag))
    t.ok(tags.length > 3)
    for (const tag of tags) t.match(tag, /autoComplete=("(current|new)-password"|\{autoComplete\})/)
  },
)

t.test('the suite looks for known vulnerabilities of what it depends on', async (t) => {
  const onlyInCi = "process.env.CI ? [{ name: 'known vulnerabilities', args: ['core/bin/suite/audit.mjs'] }]"
  t.ok(textOf('core/bin/suite/checks.mjs')?.includes(onlyInCi))
  t.match(textOf('.ci/run'), /^export CI=true/m)
  t.match(textOf('core/bin/suite/audit.mjs'), /'--audit-level', 'high'/)
})

t.test('pages write texts as texts', async (t) => {
  t.same(
    uses(browser, /dangerouslySetInnerHTML|\.innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcDoc/),
    [],
  )
})

t.test('pages take no messages from other windows', async (t) => {
  // The socket to our own server has messages as well.
  t.same(uses(browser, /postMessage\(|addEventListener\(\s*['"]message|onmessage\s*=/), [
    'admin-ui/src/api/live.ts',
  ])
})

t.test('what nobody may guess is random by cryptography', async (t) => {
  t.same(uses(running, /Math\.random\(/), [])
})

t.test('no broken hash or cipher is used, but where a standard of others asks for it', async (t) => {
  // Authenticator apps know no other hash (RFC 6238); its use there does not rest on collisions.
  t.same(uses(server, /['"](md5|md4|sha1|SHA1|rc4|des|des-ede3|bf)['"]/), [
    'plugins/accounts/src/second-factors/totp.ts',
  ])
  t.same(uses(server, /-ecb|aes-\d+-cbc|RSA_PKCS1_PADDING/), [])
})

t.test('only addresses of the web are made into links', async (t) => {
  const links = browser.flatMap((file) =>
    [...(textOf(file) ?? '').matchAll(/href=\{([^}]+)\}?/g)].map(([, value]) => `${file}: ${value}`),
  )
  t.ok(links.length > 5)
  const safe = /: (`(\/|#|mailto:|tel:|\$\{API)|exportAddress\(|file\?\.url|link$|'\/|"\/)/
  const others = links.filter((link) => !safe.test(link))
  t.comment(others.join('\n'))
  t.same(others, [])
})

t.test('the repository holds no secret', async (t) => {
  const secret = /-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_\w{36}|xox[bap]-\w{10}|sk_live_\w{10}/
  t.same(
    repositoryFiles().filter(
      (file) => secret.test(textOf(file) ?? '') && file !== 'tests/security/code.test.ts',
    ),
    [],
  )
})
